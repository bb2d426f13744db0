import { describe, expect, it } from 'vitest';
import { linesOf, warningsOf } from './terminal.mjs';

const cores = (others) => ({ system: 1, own: 0.1, others });
const row = {
  ...{ rate: 100, delayMs: 50, p50: 900, p95: 1000, p99: 1100, cpu: {}, cores: cores(0.02), stores: null, held: false },
  ...{ planned: 1000, sent: 311, answered: 266, problems: { 'status 503': 45 } },
};

describe('a row on the terminal', () => {
  it('explains every request that was not answered', () => {
    const [line] = linesOf({ row });
    expect(line).toContain(
      '734 of 1000 not answered (689 never sent, since too many answers were owed, 45 status 503)',
    );
    expect(linesOf({ row: { ...row, planned: 311 } })[0]).toContain('; 45 of 311 not answered (45 status 503)');
    expect(linesOf({ row: { ...row, planned: 266, sent: 266, problems: {} } })[0]).not.toContain('not answered');
  });
});

describe('the end of a run', () => {
  const runOf = (...others) => ({
    machine: { cores: 2 },
    rounds: others.map((one) => ({
      systems: { direct: { rows: [{ cores: cores(one) }, { skipped: true }] }, failed: {} },
    })),
  });

  it('warns, in words, of rows in which others kept more than a tenth of all cores busy', () => {
    expect(warningsOf(runOf(0.02, 0.2))).toEqual([]);
    const [line] = warningsOf(runOf(0.02, 0.21, 1.69));
    expect(line).toMatch(
      /^WARNING: in 2 of 3 rows others kept more than 0\.2 of 2 cores busy, and up to 1\.7\. .*measure again\.$/,
    );
  });
});
