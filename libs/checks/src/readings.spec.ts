import { describe, expect, it } from 'vitest';
import type { Reading } from '@gauntlet/detection';
import { Readings } from './readings';

const WORD = 'needle';

function findWord({ source }: Reading) {
  return [...source.matchAll(/needle/g)].map(({ index }) => ({ type: 'WORD', start: index, end: index + WORD.length }));
}

describe('Readings', () => {
  it('finds each word of a long text once, wherever the text is cut', async () => {
    for (const gap of [1, 997, 1_021, 15_354, 15_360, 16_381, 40_000]) {
      const text = Array.from({ length: 5 }, () => `${'x'.repeat(gap)}${WORD}`).join('');
      const found = await new Readings().found(text, findWord);
      expect(found.map(({ start, end }) => text.slice(start, end))).toEqual(Array(5).fill(WORD));
    }
  });

  it('reads a text once for all that look at it', async () => {
    const readings = new Readings();
    const text = 'x'.repeat(50_000);
    const first = await readings.each(text, (reading) => reading);
    const second = await readings.each(text, (reading) => reading);
    expect(first.length).toBeGreaterThan(3);
    expect(second.every(({ said }, index) => said === first[index]?.said)).toBe(true);
  });

  it('leaves the event loop free between the pieces of a long text', async () => {
    let turns = 0;
    const counting = setInterval(() => (turns += 1), 0);
    await new Readings().each('x'.repeat(200_000), () => {
      const until = performance.now() + 3;
      while (performance.now() < until);
    });
    clearInterval(counting);
    expect(turns).toBeGreaterThan(3);
  });
});
