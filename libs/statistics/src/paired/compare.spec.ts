import { describe, expect, it } from 'vitest';
import { levelOf } from '../levels/level-of';
import { SeededRandom } from '../seeded-random';
import { compareSequentially } from '../sequence/compare-sequentially';
import { compare } from './compare';
import { ratioOf } from './ratio-of';

const SETTINGS = { margin: 0.05, alpha: 0.05, bounds: { least: 0, greatest: 1 } };
const RUNS = 100;

const rowsOf = <T>(count: number, row: (index: number) => T) => Array.from({ length: count }, (_, index) => row(index));
/** The same score for a baseline, and what `score` gives for a candidate. */
const against = (count: number, score: (index: number) => number, before = 0.8) => ({
  baseline: rowsOf(count, () => before),
  candidate: rowsOf(count, score),
});

describe('compare', () => {
  it('takes the score interval for answers of yes and no', () => {
    const pairs = { baseline: rowsOf(100, () => 1), candidate: rowsOf(100, (index) => (index < 20 ? 0 : 1)) };
    expect(compare(pairs, SETTINGS)).toMatchObject({
      ...{ verdict: 'worse', difference: -0.2, method: "Tango's score interval", rows: 100, clusters: 100 },
      ...{ rowsNeeded: null, mcnemar: expect.closeTo(0, 4) as number },
    });
  });

  it.each([
    ['equal yes and no', against(10, () => 1, 1)],
    ['equal grades', against(10, () => 0.8)],
    ['equal scores on another scale', against(10, () => 4, 4)],
    ['the same small loss', against(10, () => 0.79)],
    ['one loss in small noise', against(40, (index) => (index === 0 ? 0 : 0.8 + 0.001 * (index % 3)))],
    ['a single row', against(1, () => 0.9)],
    ['a single cluster', { ...against(200, (index) => 0.8 + 0.001 * (index % 3)), clusters: rowsOf(200, () => 'a') }],
  ])('is not sure of %s', (_, pairs) => {
    const { verdict, interval } = compare(pairs, SETTINGS);
    expect(verdict).toBe('not enough data');
    expect(Number.isFinite(interval.low) && Number.isFinite(interval.high)).toBe(true);
    expect(interval.low).toBeLessThan(interval.high);
  });

  it('says how many rows it takes, and is sure with them', () => {
    const { rowsNeeded } = compare(
      against(10, () => 0.8),
      SETTINGS,
    );
    expect(rowsNeeded).toBe(73);
    expect(
      compare(
        against(rowsNeeded as number, () => 0.8),
        SETTINGS,
      ).verdict,
    ).toBe('not worse');
  });

  it.each([
    ['needs the guard of few clusters', 49, 'not enough data'],
    ['passes with enough of them', 50, 'not worse'],
  ] as const)('%s, however even scores are', (_, rows, verdict) => {
    const even = against(rows, (index) => 0.5 + 0.15 * ((index % 3) - 1), 0.5);
    expect(compare(even, SETTINGS).verdict).toBe(verdict);
  });

  it('calls no interval widened that reaches as far without the guard', () => {
    const few = against(3, (index) => 0.1 + 0.4 * index, 0.5);
    expect(compare(few, SETTINGS).method).toBe("Student's t and BCa bootstrap");
  });

  it('counts clusters, not rows', () => {
    const random = new SeededRandom(2);
    const noise = rowsOf(60, () => 0.3 * (random.next() - 0.5));
    const once = against(60, (index) => 0.5 + (noise[index] as number), 0.5);
    const copied = { ...against(600, (index) => 0.5 + (noise[index % 60] as number), 0.5) };
    const clusters = rowsOf(600, (index) => index % 60);
    expect(compare({ ...copied, clusters }, SETTINGS).interval.high).toBeCloseTo(
      compare(once, SETTINGS).interval.high,
      2,
    );
    expect(compare(copied, SETTINGS).interval.high).toBeLessThan(compare(once, SETTINGS).interval.high / 2);
  });

  it('weighs rows back to the population', () => {
    const random = new SeededRandom(7);
    const pairs = against(300, (index) => (index < 200 ? 0.3 : 0.6) + 0.2 * random.next(), 0.5);
    const weights = rowsOf(300, (index) => (index < 200 ? 1 : 4));
    const weighted = compare({ ...pairs, weights }, SETTINGS);
    expect(weighted.difference).toBeCloseTo((200 * -0.1 + 400 * 0.2) / 600, 1);
    expect(weighted).toMatchObject({ verdict: 'better', rows: 300, clusters: 300 });
    expect(compare({ ...pairs, weights: rowsOf(300, () => 4) }, SETTINGS)).toEqual(compare(pairs, SETTINGS));
    const scaled = compare({ ...pairs, weights: weights.map((weight) => weight * 4) }, SETTINGS);
    expect(scaled).toEqual(weighted);
  });

  it('is not sure of many rows when one of them weighs more than all others', () => {
    const weights = rowsOf(400, (index) => (index === 0 ? 1_000 : 1));
    expect(compare({ ...against(400, (index) => 0.8 + 0.01 * (index % 3)), weights }, SETTINGS).verdict).toBe(
      'not enough data',
    );
  });

  it('takes the score interval only where rows weigh the same', () => {
    const pairs = against(100, (index) => (index < 20 ? 0 : 1), 1);
    expect(compare({ ...pairs, weights: rowsOf(100, (index) => 1 + (index % 2)) }, SETTINGS)).toMatchObject({
      ...{ verdict: 'worse', method: "Student's t and BCa bootstrap", mcnemar: null },
    });
  });

  it('gives the same for the same data', () => {
    const random = new SeededRandom(5);
    const pairs = against(80, () => random.next());
    expect(compare(pairs, SETTINGS)).toEqual(compare(pairs, SETTINGS));
  });

  it.each([
    ['rows that lose all', 1],
    ['conversations that lose all', 4],
  ])('seldom passes when rare %s make a drop of the margin', (_, size) => {
    let passed = 0;
    for (let run = 0; run < RUNS; run += 1) {
      const random = new SeededRandom(Math.imul(run, 2_654_435_761));
      const lost = rowsOf(30, () => random.chance(0.05 / 0.9));
      const baseline = rowsOf(30 * size, () => 0.85 + 0.1 * random.next());
      const clusters = baseline.map((_, row) => Math.floor(row / size));
      const candidate = baseline.map((score, row) => {
        return lost[clusters[row] as number] ? score - 0.9 : score + 0.02 * (random.next() - 0.5);
      });
      const { verdict } = compare({ baseline, candidate, clusters }, SETTINGS);
      if (verdict === 'better' || verdict === 'not worse') passed += 1;
    }
    // Three standard errors above 5 %.
    expect(passed / RUNS).toBeLessThan(0.05 + 3 * Math.sqrt((0.05 * 0.95) / RUNS));
  });
});

describe('the order of rows', () => {
  const random = new SeededRandom(11);
  const rows = Array.from({ length: 240 }, (_, index) => ({
    ...{ baseline: random.next(), candidate: random.next() ** 1.1, weight: 1 + random.below(4) },
    cluster: Math.floor(index / 3),
  }));
  const inAnOrder = (seed: number) => {
    const of = <K extends keyof (typeof rows)[number]>(name: K) => {
      return new SeededRandom(seed).shuffle(rows).map((row) => row[name]);
    };
    return { baseline: of('baseline'), candidate: of('candidate'), clusters: of('cluster'), weights: of('weight') };
  };

  it.each([
    ['a comparison', ({ weights: _, ...pairs }: ReturnType<typeof inAnOrder>) => compare(pairs, SETTINGS)],
    ['a weighted one', (pairs: ReturnType<typeof inAnOrder>) => compare(pairs, SETTINGS)],
    [
      'one that looks after every row',
      ({ weights: _, ...pairs }: ReturnType<typeof inAnOrder>) => compareSequentially(pairs, SETTINGS),
    ],
    ['a ratio', (pairs: ReturnType<typeof inAnOrder>) => ratioOf(pairs, SETTINGS)],
    [
      'a level',
      ({ candidate: values, clusters, weights }: ReturnType<typeof inAnOrder>) =>
        levelOf({ values, clusters, weights }, SETTINGS),
    ],
  ])('moves nothing in %s', (_, found) => {
    const once = JSON.stringify(found(inAnOrder(0)));
    for (let seed = 1; seed < 8; seed += 1) expect(JSON.stringify(found(inAnOrder(seed)))).toBe(once);
  });
});
