import { describe, expect, it } from 'vitest';
import { answered } from '../test/subject';
import { scoreAll } from './score-all';
import type { Scorer } from './scorer';

const scorer = (name: string, score: Scorer['score']): Scorer => ({ name, version: 'v1', score });
const good = { score: 1, label: 'good', explanation: '' };

describe('scoreAll', () => {
  it('tells a score, nothing to measure, and a failure apart', () => {
    const broke = new Error('it broke');
    const results = scoreAll(
      [
        scorer('good', () => good),
        scorer('silent', () => null),
        scorer('broken', () => {
          throw broke;
        }),
        scorer('wrong', () => ({ ...good, score: Number.NaN })),
        scorer('high', () => ({ ...good, score: 1.1 })),
      ],
      answered('Yes.'),
    );
    expect(results.map(({ score, error }) => [score, error])).toEqual([
      [good, undefined],
      [null, undefined],
      [null, broke],
      [null, new RangeError('the scorer wrong gave NaN; a score is a number from 0 to 1')],
      [null, new RangeError('the scorer high gave 1.1; a score is a number from 0 to 1')],
    ]);
  });
});
