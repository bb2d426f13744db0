import createPartitioner from 'kafkajs/src/producer/partitioners/legacy/partitioner.js';

const SEED = 0x9747b28c;
const FACTOR = 0x5bd1e995;
const BLOCK_BYTES = 4;

/**
 * Kafka's partitioner: the same key goes to the same partition as with the Java client. kafkajs has it too, but its hash
 * works with numbers that grow with the key: a dead letter with a key of 200 kB, which any producer may write, stopped
 * the process for 20 s.
 */
export const keyPartitioner = createPartitioner(keyHash);

/** Murmur2 as Kafka has it. */
export function keyHash(key: Buffer | string): number {
  const bytes = Buffer.from(key);
  const blocksEnd = bytes.length - (bytes.length % BLOCK_BYTES);
  let hash = SEED ^ bytes.length;
  for (let at = 0; at < blocksEnd; at += BLOCK_BYTES) hash = Math.imul(hash, FACTOR) ^ mixed(bytes.readInt32LE(at));
  if (blocksEnd < bytes.length) {
    hash = Math.imul(hash ^ bytes.readUIntLE(blocksEnd, bytes.length - blocksEnd), FACTOR);
  }
  hash = Math.imul(hash ^ (hash >>> 13), FACTOR);
  return hash ^ (hash >>> 15);
}

function mixed(block: number): number {
  const product = Math.imul(block, FACTOR);
  return Math.imul(product ^ (product >>> 24), FACTOR);
}
