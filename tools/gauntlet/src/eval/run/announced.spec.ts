import { describe, expect, it } from 'vitest';
import type { Row } from '@gauntlet/artefacts';
import { announcedLine } from './announced';

const rows = (count: number, clusters = count): Row[] =>
  Array.from({ length: count }, (_, index) => ({
    ...{ id: `r${index}`, input: 'a', variables: {}, history: [], expected: {}, context: [], tags: [] },
    ...{ critical: false, weight: 1, cluster: clusters === count ? null : `c${index % clusters}` },
  }));
const SETTINGS = { margin: 0.05, alpha: 0.05 };

describe('announcedLine', () => {
  it('says what the rows can show, and what the margin takes', () => {
    expect(announcedLine(rows(400), SETTINGS)).toBe(
      '400 rows in 400 clusters can show a drop of 4.4 points; for 5 points it takes about 313 (a guess before any answer: differences with a standard deviation of 0.3)',
    );
  });

  it('asks for more rows where they are not independent', () => {
    expect(announcedLine(rows(400, 40), SETTINGS)).toMatch(/^400 rows in 40 clusters can show a drop of 10.\d points/);
  });

  it('promises nothing of a few', () => {
    expect(announcedLine(rows(1), SETTINGS)).toMatch(/^1 row in 1 cluster can show hardly anything; for 5 points/);
  });
});
