import { describe, expect, it } from 'vitest';
import { BUCKET_BITS } from './hashes';
import { decodeWeights, encodeWeights, WeightsError } from './weights-file';

const values = Int8Array.from({ length: 2 ** BUCKET_BITS }, (_, index) => (index % 255) - 127);
const weights = { values, scale: 0.5, bias: -1.25, slope: 2, offset: 0.75 };

describe('a file of weights', () => {
  it('gives back what was written', () => {
    expect(decodeWeights(encodeWeights(weights))).toEqual(weights);
  });

  it.each([
    ['is something else', Buffer.from('hello'), /no file of weights/],
    ['is cut', encodeWeights(weights).subarray(0, 1_000), /has 1000 bytes/],
    ['belongs to other features', changed(4), /features 3 .* not 2/],
    ['has another size of table', changed(6), /of 18 bits, not 2 of 17|of 16 bits/],
    ['is damaged', changed(5_000), /damaged/],
  ])('is refused when it %s, and the error says how to get a right one', (_, file, problem) => {
    const decode = () => decodeWeights(file);
    expect(decode).toThrow(WeightsError);
    expect(decode).toThrow(problem);
    expect(decode).toThrow(/npm run training -- train/);
  });
});

function changed(at: number): Buffer {
  const file = encodeWeights(weights);
  file[at] = (file[at] as number) + 1;
  return file;
}
