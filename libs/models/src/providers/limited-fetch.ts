import { Agent, fetch as undiciFetch } from 'undici';
import type { CallLimits } from './call-limits';

/** Thrown while reading a body that is larger than any completion; a retry doesn't help. */
export class ResponseTooLargeError extends Error {
  readonly code = 'response_too_large';
  readonly retryable = false;

  constructor(readonly limitBytes: number) {
    super(`its body is larger than ${limitBytes} bytes`);
    this.name = 'ResponseTooLargeError';
  }
}

/** Thrown for a connection or a header that came too late; `code` is undici's. A retry may find the provider faster. */
class LateError extends Error {
  readonly retryable = true;

  constructor(readonly code: string) {
    super('a part of the call was late');
    this.name = 'LateError';
  }
}

/**
 * A `fetch` with connections and timers of its own, so that a broken provider can neither hold a call for ever nor fill
 * our memory. Redirects are not followed: not every header that carries a key would be dropped on the way. A body that
 * came with success is read as JSON, whatever type it says it has: servers call it text, or nothing.
 */
export function limitedFetch({ connectMs, headersMs, idleMs, bodyBytes, errorBytes }: CallLimits): typeof fetch {
  const dispatcher = new Agent({ connect: { timeout: connectMs }, headersTimeout: headersMs, bodyTimeout: idleMs });
  // The same package gives fetch and Agent: Node's own fetch may not understand the Agent of another version.
  const send = undiciFetch as unknown as (input: unknown, init: unknown) => Promise<Response>;
  return async (input, init) => {
    const response = await send(input, { ...init, dispatcher, redirect: 'manual' }).catch(rethrow);
    if (!response.body) return response;
    const { status, ok } = response;
    const headers = new Headers([...response.headers]);
    if (ok) headers.set('content-type', 'application/json');
    return new Response(response.body.pipeThrough(byteLimit(ok ? bodyBytes : errorBytes)), { status, headers });
  };
}

// The SDKs replace what looks like a timeout by an error of their own, which no longer says of which part.
function rethrow(error: unknown): never {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  throw /^UND_ERR_(CONNECT|HEADERS)_TIMEOUT$/.test(code) ? new LateError(code) : error;
}

function byteLimit(limitBytes: number): TransformStream<Uint8Array, Uint8Array> {
  let bytes = 0;
  return new TransformStream({
    transform(chunk, controller) {
      bytes += chunk.byteLength;
      if (bytes > limitBytes) throw new ResponseTooLargeError(limitBytes);
      controller.enqueue(chunk);
    },
  });
}
