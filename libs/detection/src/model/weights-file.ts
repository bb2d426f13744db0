import { createHash } from 'node:crypto';
import { FEATURES_VERSION } from './features';
import { BUCKET_BITS } from './hashes';

/** What a trained model consists of. */
export interface Weights {
  /** One for each bucket. */
  readonly values: Int8Array;
  /** What a value is worth. */
  readonly scale: number;
  readonly bias: number;
  /** Platt's scaling of the model's log odds, which makes the score a probability. */
  readonly slope: number;
  readonly offset: number;
}

/** A file of weights that this version cannot use; trying again doesn't help. */
export class WeightsError extends Error {
  readonly code = 'weights_unusable';
  readonly retryable = false;

  constructor(problem: string, command = 'train') {
    super(`${problem}; build the weights again with: npm run training -- ${command}`);
    this.name = 'WeightsError';
  }
}

const MAGIC = 'GLM1';
const NUMBERS = 8;
const HASH = 24;
const HASH_BYTES = 32;
const HEADER = HASH + HASH_BYTES;
const BUCKETS = 2 ** BUCKET_BITS;

/** A file's bytes: magic, version of the features, bits, four numbers, SHA-256 of the values, the values. */
export function encodeWeights({ values, scale, bias, slope, offset }: Weights): Buffer {
  const header = Buffer.alloc(HEADER);
  header.write(MAGIC, 'latin1');
  header.writeUInt16LE(FEATURES_VERSION, 4);
  header.writeUInt16LE(BUCKET_BITS, 6);
  [scale, bias, slope, offset].forEach((value, index) => header.writeFloatLE(value, NUMBERS + 4 * index));
  const bytes = Buffer.from(values.buffer, values.byteOffset, values.byteLength);
  hashOf(bytes).copy(header, HASH);
  return Buffer.concat([header, bytes]);
}

/** @throws WeightsError for a file that is no such file, is damaged, or belongs to other features. */
export function decodeWeights(file: Buffer): Weights {
  if (file.length < HEADER || file.toString('latin1', 0, 4) !== MAGIC) throw new WeightsError('no file of weights');
  const [version, bits] = [file.readUInt16LE(4), file.readUInt16LE(6)];
  if (version !== FEATURES_VERSION || bits !== BUCKET_BITS)
    throw new WeightsError(
      `weights for features ${version} of ${bits} bits, not ${FEATURES_VERSION} of ${BUCKET_BITS}`,
    );
  if (file.length !== HEADER + BUCKETS)
    throw new WeightsError(`the file has ${file.length} bytes, not ${HEADER + BUCKETS}`);
  const bytes = file.subarray(HEADER);
  if (!hashOf(bytes).equals(file.subarray(HASH, HEADER))) throw new WeightsError('the weights are damaged');
  const [scale = 0, bias = 0, slope = 0, offset = 0] = [0, 1, 2, 3].map((at) => file.readFloatLE(NUMBERS + 4 * at));
  return { values: new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length), scale, bias, slope, offset };
}

function hashOf(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}
