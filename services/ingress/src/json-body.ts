import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ApiError, badRequest } from './api.error';

const MAX_DEPTH = 32;
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
      const text = textOf(body as Buffer);
      parseJson(request, text, (error, value) => (error ? done(notJson()) : done(...checkedDepth(value))));
    } catch (error) {
      done(error as Error);
    }
  });
}

/** True when arrays and objects are nested deeper than `limit`; walks without recursion, so depth can't hurt it. */
export function isDeeperThan(value: unknown, limit: number): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > limit) return true;
    level = level.flatMap((entry) => (typeof entry === 'object' && entry !== null ? Object.values(entry) : []));
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
  if (body.byteLength === 0) throw badRequest('the body is empty; send a JSON object', { code: 'invalid_json' });
  try {
    return utf8.decode(body);
  } catch (cause) {
    throw badRequest('the body is not UTF-8', { code: 'invalid_json' });
  }
}

function checkedDepth(value: unknown): [Error | null, unknown?] {
  if (!isDeeperThan(value, MAX_DEPTH)) return [null, value];
  return [badRequest(`the body is nested deeper than ${MAX_DEPTH} levels`, { code: 'invalid_json' })];
}

function notJson(): ApiError {
  return badRequest('the body is not JSON, or has a key such as __proto__ that is not allowed', {
    code: 'invalid_json',
  });
}

function unsupported(what: string): ApiError {
  return new ApiError(415, `not supported: ${what}`, { code: 'unsupported_media_type' });
}
