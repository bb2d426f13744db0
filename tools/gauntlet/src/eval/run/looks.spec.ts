import { describe, expect, it } from 'vitest';
import type { Row } from '@gauntlet/artefacts';
import type { GivenAnswer } from './given-answer';
import { Looks, type LooksOptions } from './looks';
import type { Side } from './variant';

const OPTIONS: LooksOptions = {
  ...{ repeats: 1, scorers: [{ name: 'right' }], judges: [], content: '0123456789abcdef' },
  settings: { margin: 0.05, alpha: 0.05, bounds: { least: 0, greatest: 1 } },
};
const row = (index: number, part: Partial<Row> = {}): Row => ({
  ...{ id: `r${index}`, input: 'a', variables: {}, history: [], expected: {}, context: [], tags: [] },
  ...{ critical: false, weight: 1, cluster: `c${Math.floor(index / 2)}`, ...part },
});
const ROWS = Array.from({ length: 200 }, (_, index) => row(index));
const answer = ({ id }: Row, side: Side, right: number): GivenAnswer => ({
  ...{ row: id, side, repeat: 1, requestId: `${side}-${id}`, outcome: 'answered', reason: null, flags: [] },
  ...{ answer: 'b', scores: { right }, failed: [], model: 'x/y', finishReason: 'stop', costUsd: 0, latencyMs: 10 },
});
const looksAt = (options: Partial<LooksOptions> = {}, rows = ROWS) => Looks.at(rows, { ...OPTIONS, ...options });

/** Answers rows in the order given until the looks have seen enough. */
function answerAll(looks: Looks, rows: readonly Row[], candidate: number): number {
  let asked = 0;
  for (const one of rows) {
    if (!looks.isOpen) break;
    looks.add(answer(one, 'baseline', 1));
    looks.add(answer(one, 'candidate', candidate));
    asked += 1;
  }
  return asked;
}

describe('Looks', () => {
  it('ends as soon as the candidate is shown to be worse, and counts just the rows until then', () => {
    const looks = looksAt();
    const asked = answerAll(looks, looks.asked, 0);
    expect(asked).toBeLessThan(60);
    expect(looks.seen.rows).toHaveLength(asked);
    expect(looks.seen.answers).toHaveLength(2 * asked);
  });

  it('asks clusters whole, in an order of chance that is the same for the same run', () => {
    const { asked } = looksAt();
    expect(asked.map(({ id }) => id)).not.toEqual(ROWS.map(({ id }) => id));
    expect(asked).toEqual(looksAt().asked);
    expect(asked).not.toEqual(looksAt({ content: 'fedcba9876543210' }).asked);
    for (let index = 0; index < asked.length; index += 2) expect(asked[index]?.cluster).toBe(asked[index + 1]?.cluster);
  });

  it('waits for the clusters that were asked first, however early others are answered', () => {
    const looks = looksAt();
    const [first, ...others] = looks.asked;
    answerAll(looks, others, 0);
    expect([looks.isOpen, looks.seen.rows]).toEqual([true, []]);
    answerAll(looks, [first as Row], 0);
    expect(looks.isOpen).toBe(false);
  });

  it('refuses judges, and rows that stand for unequal numbers of requests', () => {
    expect(() => looksAt({ judges: [{}] })).toThrow('judges are asked once all answers are there');
    expect(() => looksAt({}, [row(0), row(1, { weight: 2 })])).toThrow('rows have different weights');
  });
});
