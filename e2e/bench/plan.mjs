const DELAY_MS = 50;

/** A few minutes: says where one stands. */
const QUICK = {
  rounds: 1,
  delayMs: DELAY_MS,
  warmUpSeconds: 8,
  idleSeconds: 4,
  rows: [
    { rate: 5, seconds: 6, delayMs: DELAY_MS },
    { rate: 100, seconds: 12, delayMs: DELAY_MS },
  ],
  highest: { rates: [100, 200, 300, 400, 600, 800, 1000], seconds: 4, delayMs: DELAY_MS },
  streams: null,
  fill: null,
};

/**
 * What is published; a round takes about four minutes for each system. Streams take a second at the upstream, so that
 * is what a whole answer takes beside them.
 */
const FULL = {
  rounds: 5,
  delayMs: DELAY_MS,
  warmUpSeconds: 20,
  idleSeconds: 15,
  rows: [
    { rate: 5, seconds: 20, delayMs: DELAY_MS },
    { rate: 50, seconds: 10, delayMs: DELAY_MS },
    { rate: 100, seconds: 20, delayMs: DELAY_MS },
    { rate: 200, seconds: 10, delayMs: DELAY_MS },
    { rate: 400, seconds: 10, delayMs: DELAY_MS },
    { rate: 100, seconds: 10, delayMs: 0 },
    { rate: 100, seconds: 10, delayMs: 1000 },
  ],
  highest: { rates: [...steps(100, 600, 50), 800, 1000, 1200], seconds: 6, delayMs: DELAY_MS },
  streams: { count: 6, delayMs: 1000 },
  fill: { requests: 50_000, row: { rate: 100, seconds: 20, delayMs: DELAY_MS } },
};

/** A plan with what the options change of it. */
export function planFor({ quick, rounds, fill }) {
  const plan = quick ? QUICK : FULL;
  return {
    ...plan,
    rounds: rounds ?? plan.rounds,
    fill: fill === undefined ? plan.fill : fillOf(fill),
  };
}

function fillOf(requests) {
  return requests > 0 ? { ...FULL.fill, requests } : null;
}

function steps(from, to, step) {
  return Array.from({ length: (to - from) / step + 1 }, (_, index) => from + index * step);
}
