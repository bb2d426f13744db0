import { describe, expect, it } from 'vitest';
import { planFor, plannedMinutes, planOfRound, roundsOf } from './plan.mjs';

const direct = { isDirect: true, startSeconds: 0 };
const gauntlet = { isGauntlet: true, startSeconds: 17 };
const onKafka = { isGauntlet: true, startSeconds: 24 };
const peer = { startSeconds: 8 };
const ALL = [direct, ...Array(3).fill(gauntlet), ...Array(3).fill(onKafka), peer, peer];

describe('the plan of a run', () => {
  it('measures in every round what the targets name, and dear parts in the first rounds alone', () => {
    const plan = planFor({});
    const ratesIn = (round) => planOfRound(plan, round).rows.map(({ rate, delayMs }) => `${rate}/s over ${delayMs}`);
    expect(ratesIn(5)).toEqual(['5/s over 50', '100/s over 50', '400/s over 50']);
    expect(ratesIn(1)).toEqual(expect.arrayContaining([...ratesIn(5), '50/s over 50', '100/s over 1000']));
    expect(planOfRound(plan, 2)).toMatchObject({ highest: plan.highest, streams: null, fill: null });
    expect(planOfRound(plan, 3).highest).toBeNull();
  });

  it('takes about an hour for nine systems, and a few minutes when it is quick', () => {
    expect(plannedMinutes(planFor({}), ALL)).toBeLessThan(66);
    expect(plannedMinutes(planFor({ quick: true }), [direct, gauntlet])).toBeLessThan(3);
  });

  it('adds up starts, warm-ups, rows with their waits and what else a system is asked', () => {
    const plan = {
      rounds: 2,
      warmUp: { gauntlet: [{ rate: 20, seconds: 10 }], others: [{ rate: 100, seconds: 3 }] },
      idleSeconds: 4,
      calibration: { rates: [5, 100], seconds: 2 },
      rows: [
        { rate: 5, seconds: 8.5, delayMs: 50 },
        { rate: 400, seconds: 3.5, delayMs: 50, rounds: 1 },
      ],
      ...{ highest: null, streams: { count: 3, delayMs: 1000, rounds: 1 }, fill: null },
    };
    const directSeconds = 2 * (3 + 10) + 5;
    const gauntletSeconds = 2 * (17 + 10 + 10 + 2 + 4) + 5 + 3;
    expect(plannedMinutes(plan, [direct, gauntlet]) * 60).toBeCloseTo(2 * 4 + directSeconds + gauntletSeconds);
  });

  it('never plans more rounds of a part than the run has', () => {
    const plan = planFor({ rounds: 1 });
    expect(roundsOf(plan, plan.highest)).toBe(1);
    expect(roundsOf(plan, plan.rows[0])).toBe(1);
    expect(roundsOf(plan, null)).toBe(0);
  });
});
