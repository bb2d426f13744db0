const DELAY_MS = 50;
const WARM_UP = {
  // A cold Gauntlet that gets 100/s at once fills two cores and stays slow: its code must be compiled before. After 1,500
  // requests a request at 50/s still took a quarter more CPU than after 9,000.
  gauntlet: [
    { rate: 20, seconds: 4 },
    { rate: 50, seconds: 20 },
    { rate: 100, seconds: 20 },
  ],
  others: [{ rate: 100, seconds: 3 }],
};

/** A few minutes: says where one stands. */
const QUICK = {
  isQuick: true,
  rounds: 1,
  delayMs: DELAY_MS,
  warmUp: WARM_UP,
  idleSeconds: 4,
  calibration: { rates: [5, 100, 500, 1000], seconds: 2 },
  rows: [
    { rate: 5, seconds: 6, delayMs: DELAY_MS },
    { rate: 100, seconds: 10, delayMs: DELAY_MS },
  ],
  highest: { rates: [25, 50, 75, 200, 300, 400, 600, 800, 1000], seconds: 4, delayMs: DELAY_MS },
  streams: null,
  fill: null,
};

/**
 * What is published: nine systems in about an hour. A part with `rounds` is measured in so many first rounds, a part
 * without in every round. Streams take a second at the upstream, so that is what a whole answer takes beside them.
 */
const FULL = {
  rounds: 5,
  delayMs: DELAY_MS,
  warmUp: WARM_UP,
  idleSeconds: 4,
  calibration: { rates: [5, 100, 500, 1000], seconds: 2 },
  rows: [
    { rate: 5, seconds: 8, delayMs: DELAY_MS },
    { rate: 50, seconds: 4, delayMs: DELAY_MS, rounds: 2 },
    { rate: 100, seconds: 6, delayMs: DELAY_MS },
    { rate: 200, seconds: 3, delayMs: DELAY_MS, rounds: 1 },
    { rate: 400, seconds: 3, delayMs: DELAY_MS },
    { rate: 100, seconds: 3, delayMs: 0, rounds: 1 },
    { rate: 100, seconds: 3, delayMs: 1000, rounds: 1 },
  ],
  highest: {
    rates: [25, 75, 150, 250, 300, 350, 450, 500, 600, 800, 1000, 1200],
    seconds: 3,
    delayMs: DELAY_MS,
    rounds: 2,
  },
  streams: { count: 3, delayMs: 1000, rounds: 1 },
  fill: { requests: 3000, rate: 200, row: { rate: 100, seconds: 5, delayMs: DELAY_MS }, rounds: 1 },
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

/** In how many rounds a part of the plan is measured. */
export function roundsOf(plan, part) {
  return part ? Math.min(plan.rounds, part.rounds ?? plan.rounds) : 0;
}

/** What of the plan is measured in one round, counted from 1. */
export function planOfRound(plan, round) {
  const now = (part) => (round <= roundsOf(plan, part) ? part : null);
  const { rows, highest, streams, fill } = plan;
  return { ...plan, rows: rows.filter(now), highest: now(highest), streams: now(streams), fill: now(fill) };
}

/** What the measuring of a row takes beside the load: the looks at the stores, and the wait for quiet. */
const BESIDE_ROW_SECONDS = 1.5;
const FIRST_SECOND_SECONDS = 2;

/** About so many minutes will a run take; each system says what its start and its end take. */
export function plannedMinutes(plan, systems) {
  let seconds = 0;
  for (let round = 1; round <= plan.rounds; round += 1) {
    const here = planOfRound(plan, round);
    seconds += plan.calibration.rates.length * plan.calibration.seconds;
    for (const system of systems) seconds += secondsOf(here, system);
  }
  return seconds / 60;
}

function secondsOf({ warmUp, rows, idleSeconds, highest, streams, fill }, { isDirect, isGauntlet, startSeconds }) {
  const warm = total((isGauntlet ? warmUp.gauntlet : warmUp.others).map(({ seconds }) => seconds));
  const always = startSeconds + warm + total(rows.map(withWait));
  if (isDirect) return always;
  const search = highest ? Math.ceil(Math.log2(highest.rates.length / 2 + 1)) * withWait(highest) : 0;
  const streaming = streams ? (streams.count * streams.delayMs) / 1000 : 0;
  const filling = fill && isGauntlet ? fill.requests / fill.rate + withWait(fill.row) : 0;
  return always + FIRST_SECOND_SECONDS + idleSeconds + search + streaming + filling;
}

const withWait = ({ seconds }) => seconds + BESIDE_ROW_SECONDS;
const total = (numbers) => numbers.reduce((sum, number) => sum + number, 0);
