import { baseOf, isHeld, searchHighest } from './held.mjs';
import { openLoop, quiet } from './row.mjs';

/** The highest rate that is held; what the rows said about their rates counts, too. */
export async function highestRate(bench, { rates, seconds, delayMs }, { rows, direct }) {
  await bench.upstream.ask({ delayMs });
  const base = baseOf(direct, delayMs);
  const known = rows.filter((row) => row.delayMs === delayMs);
  return searchHighest(rates, known, async (rate) => {
    const load = await openLoop(bench, { rate, seconds });
    await quiet(bench);
    return { p95: load.p95, held: isHeld(load, base) };
  });
}
