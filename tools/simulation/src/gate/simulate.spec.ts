import { describe, expect, it } from 'vitest';
import { announcedFor } from './announced';
import { type Job, tallyOfJob } from './job';
import { broken, isWithinChance } from './measures';
import { scenarioNamed, SCENARIOS } from './scores/all-scenarios';
import { simulate } from './simulate';
import { added, type Tally } from './tally';

const job: Job = { seed: 3, scenario: 'binary-clustered', arm: 'equal', rows: 60, rowsToLookAt: 108, from: 0, to: 6 };

describe('a simulation', () => {
  it('counts the same however its comparisons are cut into jobs', () => {
    const [first, second] = [tallyOfJob({ ...job, to: 2 }), tallyOfJob({ ...job, from: 2 })];
    expect(added(first, second)).toEqual(tallyOfJob(job));
    expect(tallyOfJob({ ...job, seed: 4 })).not.toEqual(tallyOfJob(job));
  });

  it('gives each arm the tally of its own jobs', async () => {
    const seen: Job[] = [];
    const result = await simulate(3, 150, async (jobs) => {
      seen.push(...jobs);
      return jobs.map(({ arm, from, to }) => tally(to - from, arm === 'drop' ? { worse: to - from } : {}));
    });
    expect(seen).toHaveLength(SCENARIOS.length * 3 * 2);
    expect(result.scenarios.map(({ name }) => name)).toEqual(SCENARIOS.map(({ name }) => name));
    expect(result.scenarios[0]?.arms.drop).toMatchObject({ comparisons: 150, oneLook: { verdicts: { worse: 150 } } });
    expect(result.scenarios[0]?.arms.equal).toMatchObject({ comparisons: 150, oneLook: { verdicts: { worse: 0 } } });
    expect(result.scenarios[0]?.arms.margin.rows).toBe(200);
  });

  it('names the bounds that are broken by more than chance', async () => {
    const passing = { 'not worse': 95, worse: 5 };
    const sound = await simulate(3, 100, async (jobs) =>
      jobs.map(({ arm }) => tally(100, arm === 'equal' ? passing : arm === 'drop' ? { worse: 90 } : { worse: 40 })),
    );
    expect(broken(sound)).toEqual([]);
    const faulty = await simulate(3, 100, async (jobs) => jobs.map(() => tally(100, passing)));
    expect(broken(faulty)[0]).toBe('binary: false pass, one look: 95 of 100, bound ≤ 5 %, seed 3');
    // Both bounds everywhere, but for the one that is known.
    expect(broken(faulty)).toHaveLength(SCENARIOS.length * 2 - 1);
  });

  // By the binomial formula, 13 or more of 100 at 5 % have a probability of 0.00146, 14 or more one of 0.00046.
  it('calls chance what happens at least once in a thousand', () => {
    expect(isWithinChance({ count: 13, of: 100 }, { atMost: 0.05 })).toBe(true);
    expect(isWithinChance({ count: 14, of: 100 }, { atMost: 0.05 })).toBe(false);
    expect(isWithinChance({ count: 87, of: 100 }, { atLeast: 0.95 })).toBe(true);
    expect(isWithinChance({ count: 86, of: 100 }, { atLeast: 0.95 })).toBe(false);
  });
});

describe('the announced number of rows', () => {
  it('counts how alike the rows of a conversation are', () => {
    const { rows, scatter } = announcedFor(scenarioNamed('graded-clustered'));
    expect(scatter.clusterSize).toBeCloseTo(3.5, 1);
    expect(scatter.icc).toBeGreaterThan(0.2);
    // 1.1 × (1.96 + 0.84)² × 0.15² / 0.05² is 78 rows, if they were independent.
    expect(rows).toBeGreaterThan(150);
  });
});

function tally(comparisons: number, verdicts: Partial<Tally['oneLook']['verdicts']>): Tally {
  const counts = { better: 0, 'not worse': 0, worse: 0, 'not enough data': 0, ...verdicts };
  return {
    comparisons,
    oneLook: { verdicts: counts, covered: comparisons },
    everyLook: null,
    pointGate: { withMargin: 0, withoutMargin: 0 },
  };
}
