import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ApiError } from '../api.error';

const MAX_DEPTH = 32;
const [QUOTE, BACKSLASH, OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT] = Buffer.from('"\\[]{}');
const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Lets JSON in strict UTF-8 in and nothing else: other types, encodings and charsets are refused with 415, wrong bytes,
 * prototype keys and deep nesting with 400. Nest would also take forms, and Fastify replaces broken UTF-8 silently.
 */
export function acceptOnlyJson(fastify: FastifyInstance): void {
  const parseJson = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    try {
      requirePlainUtf8(request);
      return parseJson(request, textOf(body as Buffer), (error, value) => done(error && notJson(), value));
    } catch (error) {
      return done(error as Error);
    }
  });
}

/**
 * True when JSON bytes nest arrays and objects deeper than `limit`. Counts brackets before anything is parsed, since the
 * parser itself is what deep nesting slows down.
 */
export function isDeeperThan(json: Uint8Array, limit: number): boolean {
  let depth = 0;
  let inText = false;
  for (let at = 0; at < json.length; at += 1) {
    const byte = json[at];
    if (byte === QUOTE) inText = !inText;
    else if (inText) at += byte === BACKSLASH ? 1 : 0;
    else if (byte === OPEN_ARRAY || byte === OPEN_OBJECT) depth += 1;
    else if (byte === CLOSE_ARRAY || byte === CLOSE_OBJECT) depth -= 1;
    if (depth > limit) return true;
  }
  return false;
}

function requirePlainUtf8({ headers }: FastifyRequest): void {
  const encoding = headers['content-encoding'];
  if (encoding && encoding !== 'identity')
    throw unsupported(`content-encoding ${encoding.slice(0, 40)}; send it unpacked`);
  const charset = /charset\s*=\s*"?([^\s;"]+)/i.exec(headers['content-type'] ?? '')?.[1];
  if (charset && !/^utf-?8$/i.test(charset)) throw unsupported(`charset ${charset.slice(0, 40)}; send UTF-8`);
}

function textOf(body: Buffer): string {
  if (body.byteLength === 0) throw new ApiError('invalid_json', 'the body is empty; send a JSON object');
  if (isDeeperThan(body, MAX_DEPTH)) {
    throw new ApiError('invalid_json', `the body is nested deeper than ${MAX_DEPTH} levels`);
  }
  try {
    return utf8.decode(body);
  } catch {
    throw new ApiError('invalid_json', 'the body is not UTF-8');
  }
}

function notJson(): ApiError {
  return new ApiError('invalid_json', 'the body is not JSON, or has a key such as __proto__ that is not allowed');
}

function unsupported(what: string): ApiError {
  return new ApiError('unsupported_media_type', `not supported: ${what}`);
}
