import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { context, said } from '../../test/subjects';
import { canaryLeak } from './canary-leak.check';

const SEPARATORS = /[^\p{L}\p{N}]+/gu;

describe('canary-leak', () => {
  it.each(['gx-0123ab', 'gg-gx-g0', 'aa'])(
    'finds the mark %s wherever separators are all that parts it',
    async (canary) => {
      const pieces = fc.oneof(
        fc.constantFrom(canary, ...canary, ...canary, ...canary, ' ', '-', '—', 'é', 'ж', '🙂', '𝐠', '\u200b'),
        fc.subarray([...canary]).map((letters) => letters.join(' ')),
      );
      // The first piece that is folded ends within what separates the parts, or beside it.
      const around = fc.constantFrom(...[0, 16_376, 16_383, 50_000].map((length) => '.'.repeat(length)));
      await fc.assert(
        fc.asyncProperty(around, fc.array(pieces, { maxLength: 24 }), fc.nat(24), async (dots, parts, at) => {
          const answer = [...parts.slice(0, at), dots, ...parts.slice(at)].join('');
          const bare = answer.normalize('NFKD').replace(/\p{M}/gu, '').replace(SEPARATORS, '').toLowerCase();
          const leaks = bare.includes(canary.replace(SEPARATORS, ''));
          const found = await canaryLeak.run(said(answer, { canary }), context());
          expect(found).toEqual(leaks ? { reason: 'prompt_leaked' } : null);
        }),
        { numRuns: 300 },
      );
    },
  );

  it.each(['', '-'])('finds nothing where the mark %j says nothing', async (canary) => {
    expect(await canaryLeak.run(said('any - answer', { canary }), context())).toBeNull();
  });
});
