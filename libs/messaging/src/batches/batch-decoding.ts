import { createRequire, Module } from 'node:module';
import { readBatches } from './record-batches';

const load = createRequire(__filename);
const DECODER = 'kafkajs/src/protocol/requests/fetch/v4/decodeMessages.js';

interface ResponseDecoder {
  readBytes(): Buffer | null;
}

/**
 * Has kafkajs read batches as {@link readBatches} does. Its own way takes header names for members of Object, knows one
 * codec, checks no checksum, and a batch that it can't read ends the consumer. Its fetch requests load this one module
 * when the first of them is made, so ours stands in its place before any client is made. The original is never loaded:
 * OpenTelemetry's hook remembers what the first load of a module gave.
 */
export function readBatchesOurselves(): void {
  const path = load.resolve(DECODER);
  const module = new Module(path);
  module.exports = (decoder: ResponseDecoder) => readBatches(decoder.readBytes() ?? Buffer.alloc(0));
  module.loaded = true;
  load.cache[path] = module;
}
