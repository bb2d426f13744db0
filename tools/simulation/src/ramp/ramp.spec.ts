import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SeededRandom, upperBound } from '@gauntlet/statistics';
import { PUBLISHED, publishedRamps, renderedRamps } from './publish-ramps';
import { SETTINGS, SHARES } from './settings';
import { simulateRamps } from './simulate';
import { rampOf, TRAFFICS } from './traffic';

describe('a simulated ramp', () => {
  it.each(TRAFFICS)('has $title, with the shares and the drop that it is told', (traffic) => {
    const arms = { canary: { sum: 0, count: 0 }, control: { sum: 0, count: 0 } };
    const ramps = Math.ceil(100_000 / traffic.conversations);
    for (let ramp = 0; ramp < ramps; ramp += 1) {
      // Only the last step: what gets worse meanwhile is alike in both arms there.
      const right = rampOf(new SeededRandom(ramp), traffic, { drop: 0.1, refuses: 0 })[3]?.slice(-100) ?? [];
      for (const slice of right) {
        for (const arm of ['canary', 'control'] as const) {
          arms[arm].sum += slice[arm].sum;
          arms[arm].count += slice[arm].count;
        }
      }
    }
    const { canary, control } = arms;
    expect((canary.count + control.count) / ramps / traffic.conversations).toBeCloseTo(1, 1);
    expect(canary.count / (canary.count + control.count)).toBeCloseTo((SHARES.at(-1) ?? 0) / 100, 1);
    expect(control.sum / control.count - canary.sum / canary.count).toBeGreaterThan(0.085);
    expect(control.sum / control.count - canary.sum / canary.count).toBeLessThan(0.115);
  });

  it('comes out the same with the same seed', () => {
    expect(simulateRamps(3, 2)).toEqual(simulateRamps(3, 2));
  });
});

describe('the page on ramps', () => {
  it('says what its result says, and nothing else', async () => {
    const page = readFileSync(join(__dirname, '../../../..', PUBLISHED.page), 'utf8');
    expect(await renderedRamps(publishedRamps())).toBe(page);
  });

  it('keeps the promise that it tells, by the upper bound', () => {
    const { traffics, ramps } = publishedRamps();
    expect(ramps).toBe(500);
    for (const { truths } of traffics)
      expect(upperBound(truths.equal.count, ramps)).toBeLessThanOrEqual(SETTINGS.alpha);
  });
});
