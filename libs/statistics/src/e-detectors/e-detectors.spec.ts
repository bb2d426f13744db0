import { describe, expect, it } from 'vitest';
import { chiSquareTail } from '../distributions/gamma';
import { SeededRandom } from '../seeded-random';
import { BoundedRace } from './bounded-race';
import { changePointOf } from './change-point';
import { EDetector } from './e-detector';
import { compareMixes } from './two-mixes';

const LEVEL = 0.85;
const STEPS = 1_000;

function gainsOf(random: SeededRandom, mean: number, answers = 20): Float64Array {
  return Float64Array.from({ length: answers }, () => LEVEL - Number(random.chance(mean)));
}

describe('EDetector', () => {
  it('reaches its limit as seldom as the weights of its steps allow, at the very level', () => {
    let alarms = 0;
    const runs = 300;
    for (let run = 0; run < runs; run += 1) {
      const random = new SeededRandom(run * 7_919);
      const detector = new EDetector(1 - LEVEL);
      for (let step = 0; step < STEPS; step += 1) {
        if (detector.look(step, gainsOf(random, LEVEL), 1) < STEPS) continue;
        alarms += 1;
        detector.reset();
      }
    }
    // At most one is expected in each run, and not far fewer, or drops would be seen late.
    expect(alarms / runs).toBeLessThan(1 + 3 / Math.sqrt(runs));
    expect(alarms / runs).toBeGreaterThan(0.2);
  });

  it('sees a drop soon, and says about when it began', () => {
    const random = new SeededRandom(5);
    const detector = new EDetector(1 - LEVEL);
    let step = 0;
    while (detector.look(step, gainsOf(random, step < 500 ? 0.87 : 0.75), 1) < 10 * STEPS) step += 1;
    expect(step).toBeGreaterThan(500);
    expect(step).toBeLessThan(560);
    expect(Math.abs(detector.start - 500)).toBeLessThan(20);
  });

  it('says the same whatever the order of the values in a step', () => {
    const gains = gainsOf(new SeededRandom(1), 0.8);
    const [one, other] = [new EDetector(0.15), new EDetector(0.15)];
    expect(one.look(0, gains, 1)).toBeCloseTo(other.look(0, Float64Array.from(gains).reverse(), 1), 9);
  });
});

describe('BoundedRace', () => {
  it('shows a change that is not there as seldom as the levels of its e-processes add up to', () => {
    let shown = 0;
    for (let run = 0; run < 1_000; run += 1) {
      const random = new SeededRandom(run * 104_729);
      const race = new BoundedRace(1, 50);
      race.begin(0, 0.05);
      for (let step = 0; step < 50; step += 1) {
        const gains = Float64Array.from({ length: 10 }, () => Number(random.chance(0.8)) - Number(random.chance(0.8)));
        if (race.look(step, gains) < 1) continue;
        shown += 1;
        break;
      }
    }
    expect(shown).toBeLessThan(1_000 * 0.05 + 3 * Math.sqrt(50));
    expect(shown).toBeGreaterThan(5);
  });

  it('ends an e-process after its life', () => {
    const race = new BoundedRace(1, 2);
    race.begin(0, 0.9);
    const good = Float64Array.of(1, 1, 1);
    expect(race.look(1, good)).toBeGreaterThan(1);
    expect(race.look(2, good)).toBe(0);
  });
});

describe('changePointOf', () => {
  const totals = (means: number[]) =>
    means.map((mean, step) => ({ step, sum: 10 * mean, weight: 10, count: 10, squares: 10 * (mean ** 2 + 0.01) }));

  it('finds the step with which a mean fell', () => {
    const found = changePointOf(totals([...Array<number>(30).fill(0.9), ...Array<number>(10).fill(0.8)]));
    expect(found?.step).toBe(30);
    expect(found?.gainAt(30)).toBe(found?.gain);
    expect(found?.gainAt(20)).toBeLessThan(found?.gain as number);
  });

  it('finds nothing where a mean only rose', () => {
    expect(changePointOf(totals([...Array<number>(30).fill(0.8), ...Array<number>(10).fill(0.9)]))).toBeNull();
    expect(changePointOf([])).toBeNull();
  });
});

describe('compareMixes', () => {
  it('knows the tail of chi-square', () => {
    expect(chiSquareTail(3.841458820694124, 1)).toBeCloseTo(0.05, 10);
    expect(chiSquareTail(18.307038053275146, 10)).toBeCloseTo(0.05, 10);
    expect(chiSquareTail(50, 3)).toBeCloseTo(7.98956e-11, 14);
    expect(chiSquareTail(0, 3)).toBe(1);
  });

  it('finds equal mixes different as seldom as p says', () => {
    const random = new SeededRandom(3);
    const drawn = (count: number) => {
      const mix = new Map<string, number>();
      for (let index = 0; index < count; index += 1) {
        const kind = random.weighted({ en: 60, de: 30, fr: 9, it: 1 });
        mix.set(kind, (mix.get(kind) ?? 0) + 1);
      }
      return mix;
    };
    let found = 0;
    for (let run = 0; run < 600; run += 1) if (compareMixes(drawn(300), drawn(1_200)).p <= 0.05) found += 1;
    expect(found / 600).toBeLessThan(0.05 + 3 * Math.sqrt((0.05 * 0.95) / 600));
    expect(found / 600).toBeGreaterThan(0.03);
  });

  it('says how far a mix moved, and what grew', () => {
    const compared = compareMixes(
      new Map(Object.entries({ en: 50, de: 50 })),
      new Map(Object.entries({ en: 280, de: 120 })),
    );
    expect(compared).toMatchObject({ grown: 'de' });
    expect(compared.distance).toBeCloseTo(0.2, 10);
    expect(compared.p).toBeLessThan(0.001);
  });
});
