import { afterEach, describe, expect, it, vi } from 'vitest';
import { DatabaseUnavailableError } from '@gauntlet/persistence';
import { DriftMonitorConfig } from './drift-monitor.config';
import type { EvaluationService } from './evaluation.service';
import { EvaluationClock } from './evaluation-clock';
import type { RampService } from './ramps/ramp.service';

describe('EvaluationClock', () => {
  let clock: EvaluationClock;

  afterEach(() => clock.onModuleDestroy());

  it('looks at ramps also where monitors can not be evaluated, and goes on', async () => {
    const evaluate = vi.fn(() => Promise.reject(new DatabaseUnavailableError('away')));
    const follow = vi.fn(() => Promise.resolve());
    const config = Object.assign(new DriftMonitorConfig(), { DRIFT_EVALUATION_INTERVAL_MS: 5 });
    clock = new EvaluationClock(
      config,
      { evaluate } as unknown as EvaluationService,
      { follow } as unknown as RampService,
    );
    clock.onApplicationBootstrap();
    await vi.waitFor(() => expect(follow.mock.calls.length).toBeGreaterThan(1), { timeout: 5_000 });
    expect(evaluate.mock.calls.length).toBeGreaterThan(1);
  });
});
