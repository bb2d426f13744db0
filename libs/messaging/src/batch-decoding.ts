import { createRequire } from 'node:module';
import { readBatches } from './record-batches';

const load = createRequire(__filename);
const DECODER = 'kafkajs/src/protocol/requests/fetch/v4/decodeMessages.js';

interface ResponseDecoder {
  readBytes(): Buffer | null;
}

/**
 * Has kafkajs read batches as {@link readBatches} does. Its own way takes header names for members of Object, knows one
 * codec, checks no checksum, and a batch that it can't read ends the consumer. Its fetch requests load this one module
 * when the first of them is made, so it is put in place before any client is.
 */
export function readBatchesOurselves(): void {
  load(DECODER);
  const module = load.cache[load.resolve(DECODER)];
  if (!module) throw new Error(`kafkajs has no ${DECODER} any more`);
  module.exports = (decoder: ResponseDecoder) => readBatches(decoder.readBytes() ?? Buffer.alloc(0));
}
