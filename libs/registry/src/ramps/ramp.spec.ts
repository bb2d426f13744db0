import { describe, expect, it } from 'vitest';
import type { GauntletEvent, TOPICS } from '@gauntlet/contracts';
import { AUTHORSHIP, pinOf, POLICY, promptSource, publishedVersion } from '../../test/versions';
import { type PinPlan, planPin, planRollback } from '../pins/pin-change';
import { isSetByHand } from '../pins/pin-origin';
import { PinRefusedError } from '../pins/pin-refused.error';
import { RegistryProjection } from '../registry-projection';
import { planRamp } from './plan-ramp';
import { runningRamp } from './ramp-pins';
import { nextShare, type RampOutcome, rampPin } from './ramp-step';

const [v1, v2] = ['v1', 'v2'].map((version) => publishedVersion('prompt', promptSource(version), { version }));
const policy = publishedVersion('policy', POLICY);
const RAMP = { steps: [1, 10, 100], everyMs: 60_000, leastAnswers: 50, margin: 0, alpha: 0.05 };

/** A registry whose prompt `agent` is pinned to v1. */
class Log {
  readonly registry = new RegistryProjection();
  private offset = 0;

  constructor() {
    [v1!.event, v2!.event, policy.event].forEach((event) => this.registry.apply(event, String(this.offset++)));
    this.append(pinOf({ prompt: v1!.ref, policy: policy.ref }));
  }

  append(event: GauntletEvent<typeof TOPICS.pinned>): void {
    this.registry.apply(event, String(this.offset++));
  }

  take({ event }: PinPlan): void {
    if (event) this.append(event);
  }

  begin(): void {
    this.take(planRamp({ candidate: { name: 'agent', version: 'v2' }, ramp: RAMP }, AUTHORSHIP, this.registry));
  }

  decide(outcome: RampOutcome, at = AUTHORSHIP.at) {
    const event = rampPin(this.ramp!, outcome, { by: 'drift-monitor', at, reason: outcome });
    this.append(event);
    return event;
  }

  get ramp() {
    return runningRamp('agent', this.registry);
  }

  /** Version in force and share of the canary. */
  get inForce(): [string | undefined, number | undefined] {
    const facts = this.registry.inForce('agent')?.facts;
    return [facts?.prompt.version, facts?.canary?.percent];
  }
}

describe('a ramp', () => {
  it('begins beside what is in force, grows by step, and ends with the canary as the pin', () => {
    const log = new Log();
    expect(log.ramp).toBeNull();
    log.begin();
    expect(log.inForce).toEqual(['v1', 1]);
    log.decide('advance');
    expect(log.inForce).toEqual(['v1', 10]);
    expect(nextShare(log.ramp!)).toBe(100);
    const { facts } = log.decide('advance');
    expect(log.inForce).toEqual(['v2', undefined]);
    const byHand = new Log();
    byHand.take(planPin({ prompt: { name: 'agent', version: 'v2' } }, AUTHORSHIP, byHand.registry));
    const { model, backups, overrides } = byHand.registry.inForce('agent')!.facts;
    expect(facts).toMatchObject({ model, backups, overrides });
    expect(log.ramp).toBeNull();
  });

  it('takes the canary away when it is rolled back, and leaves the rest as it was', () => {
    const log = new Log();
    const before = log.registry.inForce('agent')!.facts;
    log.begin();
    log.decide('advance');
    log.decide('roll back');
    const { model, backups, policy: kept, prompt, canary } = log.registry.inForce('agent')!.facts;
    expect({ model, backups, policy: kept, prompt, canary }).toEqual({
      ...{ model: before.model, backups: before.backups, policy: before.policy, prompt: before.prompt },
      canary: null,
    });
  });

  it('knows its pins, and since when the step lasts, also when it is held', () => {
    const log = new Log();
    log.begin();
    const [first] = log.ramp!.offsets;
    log.decide('advance', '2026-01-01T00:01:00.000Z');
    log.decide('hold', '2026-01-01T00:02:00.000Z');
    expect(log.ramp).toMatchObject({
      offsets: [first, first! + 1, first! + 2],
      beganAt: AUTHORSHIP.at,
      stepBeganAt: '2026-01-01T00:01:00.000Z',
      isHeld: true,
    });
  });

  it('is decided once: the same decision again, or another one about the same pin, changes nothing', () => {
    const log = new Log();
    log.begin();
    const ramp = log.ramp!;
    const decided = (outcome: RampOutcome) => rampPin(ramp, outcome, { ...AUTHORSHIP, by: 'drift-monitor' });
    expect(decided('advance').id).toBe(decided('advance').id);
    expect(decided('advance').id).not.toBe(decided('roll back').id);
    [decided('advance'), decided('advance'), decided('roll back')].forEach((event) => log.append(event));
    expect(log.inForce).toEqual(['v1', 10]);
    expect(log.registry.pins.of('agent')).toHaveLength(3);
  });

  it('gives way to what somebody pins at the same moment', () => {
    const log = new Log();
    log.begin();
    const late = rampPin(log.ramp!, 'advance', { ...AUTHORSHIP, by: 'drift-monitor' });
    log.take(planPin({ prompt: { name: 'agent', version: 'v1' } }, AUTHORSHIP, log.registry));
    log.append(late);
    expect(log.inForce).toEqual(['v1', undefined]);
  });

  it('is rolled back as a whole by hand, during the ramp and after it', () => {
    const [during, after] = [new Log(), new Log()];
    for (const log of [during, after]) {
      log.begin();
      log.decide('advance');
    }
    after.decide('advance');
    expect(after.inForce).toEqual(['v2', undefined]);
    for (const log of [during, after]) {
      log.take(planRollback('agent', AUTHORSHIP, log.registry));
      expect(log.inForce).toEqual(['v1', undefined]);
      expect(log.registry.inForce('agent')!.facts.replaces).toBeUndefined();
    }
  });

  it('leaves a pin that deployments keep their hands off', () => {
    const log = new Log();
    log.begin();
    log.decide('roll back');
    expect(isSetByHand(log.registry.inForce('agent')!)).toBe(true);
  });

  it('needs another version than the one in force', () => {
    const { registry } = new Log();
    expect(() => planRamp({ candidate: { name: 'agent', version: 'v1' }, ramp: RAMP }, AUTHORSHIP, registry)).toThrow(
      PinRefusedError,
    );
  });
});
