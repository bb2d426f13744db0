/** Thrown while reading a body that is larger than any completion. */
export class ResponseTooLargeError extends Error {
  constructor(readonly limitBytes: number) {
    super(`the body is larger than ${limitBytes} bytes`);
    this.name = 'ResponseTooLargeError';
  }
}

/** A `fetch` whose responses fail once they exceed a limit, so that a broken upstream can't fill our memory. */
export function cappedFetch(limitBytes: number): typeof fetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    if (!response.body) return response;
    const { status, statusText, headers } = response;
    return new Response(response.body.pipeThrough(byteLimit(limitBytes)), { status, statusText, headers });
  };
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
