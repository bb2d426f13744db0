import { describe, expect, it } from 'vitest';
import { findSecrets, type Reading } from '@gauntlet/detection';
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

  it.each([
    ['a long token', `api_key = ${'0123456789abcdefghijklmnopqrstuvwxyz'.repeat(108)} `],
    ['a private key', `-----BEGIN PRIVATE KEY-----\n${`${'aB3'.repeat(21)}\n`.repeat(52)}-----END PRIVATE KEY-----`],
  ])('finds %s whole, wherever the text is cut', async (_, secret) => {
    for (const before of [3_000, 4_500, 6_000, 8_000, 9_500, 11_000]) {
      const text = `${'ab '.repeat(before / 3)}${secret}${' cd'.repeat(2_000)}`;
      const found = await new Readings().found(text, findSecrets);
      const values = found.map(({ start, end }) => text.slice(start, end));
      expect(values).toEqual([secret.replace(/^api_key = |\s+$/g, '')]);
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

  it('works a few milliseconds in one turn of the event loop, however many long texts there are', async () => {
    let [looks, most, isDone] = [0, 0, false];
    const countTurn = () => {
      [looks, most] = [0, Math.max(most, looks)];
      if (!isDone) setImmediate(countTurn);
    };
    countTurn();
    const look = () => {
      looks += 1;
      const until = performance.now() + 3;
      while (performance.now() < until);
    };
    await Promise.all(['x', 'y', 'z'].map((letter) => new Readings().each(letter.repeat(40_000), look)));
    isDone = true;
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThan(4);
  });
});
