import { describe, expect, it } from 'vitest';
import type { RunningRamp } from '@gauntlet/registry';
import { exampleRamp } from '../../test/ramp';
import type { ArmsMetric } from './arms';
import { judgeRamp } from './judge-ramp';

const BEGAN = Date.parse('2026-11-23T12:00:00.000Z');
const MINUTE = 60_000;

/** A metric whose arms have one conversation of the canary and four others in each slice. */
function metric(name: string, { canary = 1, control = 1, slices = 60 } = {}): ArmsMetric {
  return {
    metric: name,
    slices: Array.from({ length: slices }, (_, index) => ({
      startMs: BEGAN + index * 100,
      canary: { sum: canary, count: 1 },
      control: { sum: 4 * control, count: 4 },
    })),
  };
}

const HEALTHY = ['answered_rate', 'refusal_rate', 'canned_rate'].map((name) => metric(name));
const ramp = (options: Omit<Partial<RunningRamp>, 'beganAt'> = {}) => exampleRamp({ beganAt: BEGAN, ...options });
const at = (minutes: number) => new Date(BEGAN + minutes * MINUTE);

describe('judgeRamp', () => {
  it('waits until the step has lasted', () => {
    expect(judgeRamp(ramp(), HEALTHY, at(29.9))).toBeNull();
    expect(judgeRamp(ramp(), HEALTHY, at(30))?.outcome).toBe('advance');
  });

  it('rolls back as soon as one metric is shown to be worse, and says which, when and by how much', () => {
    const found = judgeRamp(ramp(), [...HEALTHY.slice(0, 1), metric('refusal_rate', { canary: 0 })], at(1));
    expect(found?.outcome).toBe('roll back');
    expect(found?.reason).toMatch(
      /^rolled back at 10 %: refusal_rate is 1.000 of 60 conversations with v8, 0.000 of 240 conversations with v7; worse by at least 0\.\d{3}$/,
    );
  });

  it('looks at scores, too', () => {
    const found = judgeRamp(ramp(), [...HEALTHY, metric('score.grounding', { canary: 0.2, control: 0.8 })], at(1));
    expect(found).toMatchObject({ outcome: 'roll back', reason: expect.stringMatching(/score\.grounding is 0\.200/) });
  });

  it('leaves a drop within the margin alone', () => {
    const { canary, ramp: terms } = ramp();
    const tolerant = ramp({ canary, ramp: { ...terms, margin: 0.7 } });
    expect(judgeRamp(tolerant, [metric('answered_rate', { canary: 0.4 })], at(1))).toBeNull();
  });

  it('holds a step with too few conversations, and says so once', () => {
    const few = [metric('answered_rate', { slices: 12 })];
    expect(judgeRamp(ramp(), few, at(40))).toEqual({
      outcome: 'hold',
      reason: 'held at 10 %: 12 of 50 conversations in this step',
    });
    expect(judgeRamp(ramp({ isHeld: true }), few, at(50))).toBeNull();
    expect(judgeRamp(ramp({ isHeld: true }), HEALTHY, at(60))?.outcome).toBe('advance');
  });

  it('counts the conversations of this step alone', () => {
    const later = ramp({ stepBeganAt: new Date(BEGAN + 3_000).toISOString() });
    expect(judgeRamp(later, HEALTHY, at(40))?.reason).toBe('held at 10 %: 30 of 50 conversations in this step');
  });

  it('says to which share it goes, or that the canary is the pin', () => {
    expect(judgeRamp(ramp(), HEALTHY, at(30))?.reason).toMatch(
      /^10 % to 50 %: 60 conversations in this step, not shown/,
    );
    const { canary } = ramp();
    const last = ramp({ canary: { ...canary, percent: 50 } });
    expect(judgeRamp(last, HEALTHY, at(30))?.reason).toMatch(/^50 % to the pin: /);
  });

  it('has nothing to compare where nobody asked', () => {
    expect(judgeRamp(ramp(), [], at(30))?.outcome).toBe('hold');
  });
});
