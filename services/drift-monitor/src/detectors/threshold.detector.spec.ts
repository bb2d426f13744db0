import { describe, expect, it } from 'vitest';
import type { Monitor } from '@gauntlet/artefacts';
import { ThresholdDetector } from './threshold.detector';

const above: Monitor = {
  name: 'm',
  prompt: '*',
  except: [],
  metric: 'refusal_rate',
  windowMs: 60_000,
  minSamples: 10,
  direction: 'above',
  threshold: 0.2,
  resolveAt: 0.1,
};
const below: Monitor = { ...above, direction: 'below', threshold: 0.5, resolveAt: 0.6 };

function judge(monitor: Monitor, value: number, { isOpen = false, samples = 10 } = {}) {
  const measurement = { promptName: 'p', promptVersion: 'v1', metric: monitor.metric, value, samples };
  return new ThresholdDetector().judge(measurement, { monitor, isOpen });
}

describe('ThresholdDetector', () => {
  it('raises beyond the threshold, not at it', () => {
    expect(judge(above, 0.21)).toBe('raise');
    expect(judge(above, 0.2)).toBe('unchanged');
    expect(judge(below, 0.49)).toBe('raise');
    expect(judge(below, 0.5)).toBe('unchanged');
  });

  it('keeps an open alert until the value is back at resolveAt', () => {
    expect(judge(above, 0.3, { isOpen: true })).toBe('unchanged');
    expect(judge(above, 0.15, { isOpen: true })).toBe('unchanged');
    expect(judge(above, 0.1, { isOpen: true })).toBe('resolve');
    expect(judge(below, 0.55, { isOpen: true })).toBe('unchanged');
    expect(judge(below, 0.6, { isOpen: true })).toBe('resolve');
  });

  it('says nothing on too few answers', () => {
    expect(judge(above, 1, { samples: 9 })).toBe('unchanged');
    expect(judge(above, 0, { isOpen: true, samples: 9 })).toBe('unchanged');
  });
});
