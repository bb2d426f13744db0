import { expect, it } from 'vitest';
import { openLoop } from './row.mjs';

it('adds what a load was answered to all answers since the start', async () => {
  const load = { ask: async ({ options }) => ({ result: { answered: options.rate * options.seconds } }) };
  const bench = { load, system: { target: {} }, answered: 50 };
  await openLoop(bench, { rate: 20, seconds: 4 });
  await openLoop(bench, { rate: 100, seconds: 2 });
  expect(bench.answered).toBe(330);
});
