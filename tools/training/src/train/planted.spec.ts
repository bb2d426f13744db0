import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SeededRandom } from '@gauntlet/statistics';
import { plant } from './planted';

const words = (text: string) => text.split(/\s+/).filter((word) => word !== '');

describe('plant', () => {
  it('puts the text whole into a document of which nothing is lost', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer(), (document, seed) => {
        const planted = plant(document, 'PLANTED TEXT', new SeededRandom(seed));
        expect(planted).toContain('PLANTED TEXT');
        expect(words(planted.replace('PLANTED TEXT', ' ')).join('')).toBe(words(document).join(''));
      }),
    );
  });
});
