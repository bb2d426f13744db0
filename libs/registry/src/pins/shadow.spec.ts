import { describe, expect, it } from 'vitest';
import { AUTHORSHIP, pinOf, POLICY, promptSource, publishedVersion } from '../../test/versions';
import { RegistryProjection } from '../registry-projection';
import { type PinChange, planPin, planRollback, planTrial } from './pin-change';
import { pinLine } from './pin-line';

const [v1, v2] = ['v1', 'v2'].map((version) => publishedVersion('prompt', promptSource(version), { version }));
const greedy = publishedVersion('prompt', promptSource('{{customer}}'), { version: 'v3' });
const policy = publishedVersion('policy', POLICY);
const PROMPT = { name: 'agent', version: 'v1' };
const SHADOW = { version: 'v2', percent: 5, callsPerHour: 100 };

/** A registry whose prompt `agent` is pinned to v1. */
function registry(): { current: RegistryProjection; take: (plan: ReturnType<typeof planPin>) => void } {
  const current = new RegistryProjection();
  let offset = 0;
  const pin = pinOf({ prompt: v1!.ref, policy: policy.ref });
  [v1!.event, v2!.event, greedy.event, policy.event, pin].forEach((event) => current.apply(event, String(offset++)));
  return { current, take: ({ event }) => event && current.apply(event, String(offset++)) };
}

const change = (parts: Partial<PinChange> = {}): PinChange => ({ prompt: PROMPT, shadow: SHADOW, ...parts });

describe('a shadow', () => {
  it('is what the version would be if it were pinned, and changes nothing of the pin', () => {
    const { current, take } = registry();
    take(planPin({ prompt: PROMPT }, AUTHORSHIP, current));
    const { prompt, model, backups, canary } = current.inForce('agent')!.facts;
    take(planPin(change(), AUTHORSHIP, current));
    const { facts } = current.inForce('agent')!;
    expect(facts).toMatchObject({ prompt, model, backups, canary });
    const trial = planTrial({ prompt: { name: 'agent', version: 'v2' } }, current);
    expect(facts.shadow).toEqual({ ...trial, percent: 5, callsPerHour: 100 });
    expect(pinLine({ facts })).toContain(', shadow v2 for 5 % (at most 100 an hour)');
  });

  it('ends with the next pin, and comes back with a rollback', () => {
    const { current, take } = registry();
    take(planPin(change(), AUTHORSHIP, current));
    take(planPin({ prompt: PROMPT }, AUTHORSHIP, current));
    expect(current.inForce('agent')!.facts.shadow).toBeUndefined();
    take(planRollback('agent', AUTHORSHIP, current));
    expect(current.inForce('agent')!.facts.shadow?.prompt.version).toBe('v2');
  });

  it('is in force already when nothing of it changes', () => {
    const { current, take } = registry();
    take(planPin(change(), AUTHORSHIP, current));
    expect(planPin(change(), AUTHORSHIP, current).event).toBeNull();
    expect(planPin(change({ shadow: { ...SHADOW, percent: 10 } }), AUTHORSHIP, current).event).not.toBeNull();
  });

  it('takes no variables that requests don’t have', () => {
    const { current } = registry();
    const asked = change({ shadow: { ...SHADOW, version: 'v3' } });
    expect(() => planPin(asked, AUTHORSHIP, current)).toThrow(/v3 takes customer, which requests for v1 don't have/);
  });
});
