/** A rate counts as held while every request is answered and p95 is at most so much above the direct call's. */
export const HELD_MS = 300;

/** `base` is the direct call's p95. */
export function isHeld(load, base) {
  return isAnswered(load) && load.p95 - base <= HELD_MS;
}

/** One answer in so many may be missing, and a higher rate is still worth a try. */
const MAY_MISS = 100;

/** So late, or so lossy, that a higher rate would last minutes and say nothing. */
export function isOverloaded({ planned, sent, answered, p50 }, base) {
  return sent !== planned || sent - answered > sent / MAY_MISS || p50 - base > HELD_MS;
}

/** The largest p95 that the direct call held over such an upstream; what the upstream takes, where it held none. */
export function baseOf(direct, delayMs) {
  const held = (direct?.rows ?? []).filter((row) => row.delayMs === delayMs && row.held);
  const p95s = held.map(({ p95 }) => p95);
  return p95s.length > 0 ? Math.max(...p95s) : delayMs;
}

/**
 * The highest of `rates` (ascending) that is held, found by halving: each rate that is looked at is tried once. `known`
 * are loads that were measured before, as `{ rate, held }`, and are not tried again. `atLeast` says that the highest
 * rate of all was held.
 */
export async function searchHighest(rates, known, isHeldAt) {
  const tried = [];
  const highestHeld = () => Math.max(0, ...[...known, ...tried].filter(({ held }) => held).map(({ rate }) => rate));
  const lowestMissed = () =>
    Math.min(
      Infinity,
      ...[...known, ...tried].filter(({ held, rate }) => !held && rate > highestHeld()).map(({ rate }) => rate),
    );
  for (;;) {
    const open = rates.filter((rate) => rate > highestHeld() && rate < lowestMissed());
    if (open.length === 0) return { rate: highestHeld(), atLeast: lowestMissed() === Infinity, tried };
    const rate = open[Math.floor(open.length / 2)];
    tried.push({ rate, ...(await isHeldAt(rate)) });
  }
}

function isAnswered({ planned, sent, answered }) {
  return sent === planned && answered === sent;
}
