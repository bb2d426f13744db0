import type { Socket } from 'node:net';
import { MalformedRequestError } from './protocol/malformed-request.error';

const LENGTH_BYTES = 4;
const SMALLEST_HEADER_BYTES = 8;
/** As in Apache Kafka (`socket.request.max.bytes`). */
const MAX_REQUEST_BYTES = 100 * 1024 * 1024;

/** Cuts a socket's bytes into requests. The socket is read no further while a request is being handled. */
export async function* frames(socket: Socket): AsyncGenerator<Buffer> {
  let chunks: Buffer[] = [];
  let received = 0;
  let needed = LENGTH_BYTES;
  for await (const chunk of socket as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    received += chunk.length;
    if (received < needed) continue;
    let rest = chunks.length === 1 ? chunk : Buffer.concat(chunks);
    while (rest.length >= frameBytes(rest)) {
      const end = frameBytes(rest);
      yield rest.subarray(LENGTH_BYTES, end);
      rest = rest.subarray(end);
    }
    chunks = [rest];
    received = rest.length;
    needed = frameBytes(rest);
  }
}

/** How many bytes the frame at the start has, or the length field when even that isn't there yet. */
function frameBytes(buffer: Buffer): number {
  if (buffer.length < LENGTH_BYTES) return LENGTH_BYTES;
  const length = buffer.readInt32BE(0);
  if (length >= SMALLEST_HEADER_BYTES && length <= MAX_REQUEST_BYTES) return LENGTH_BYTES + length;
  throw new MalformedRequestError(`a request of ${length} bytes; allowed are up to ${MAX_REQUEST_BYTES}`);
}
