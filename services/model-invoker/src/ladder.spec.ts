import { describe, expect, it } from 'vitest';
import { OWN_TENANT } from '@gauntlet/contracts';
import { FRESH, modelRef, rendered } from '../test/scripted-ladder';
import { Ladder } from './ladder';
import type { PaidOnceCaller } from './ledger/paid-once-caller';
import { ModelInvokerConfig } from './model-invoker.config';
import type { Rung } from './rung';

/** The rungs that a request of a tenant climbs when none of them answers. */
async function climbedFor(tenant: string): Promise<readonly Rung[]> {
  const rungs: Rung[] = [];
  const call = (rung: Rung) => {
    rungs.push(rung);
    return Promise.resolve({ attempts: [], reply: null });
  };
  const event = rendered([modelRef('main'), modelRef('spare')]);
  const request = { ...event.facts.request, tenant };
  const ladder = new Ladder({ call } as unknown as PaidOnceCaller, new ModelInvokerConfig());
  await ladder.climb({ ...event, facts: { ...event.facts, request } }, FRESH);
  return rungs;
}

describe('Ladder', () => {
  it.each([
    [OWN_TENANT, true],
    ['shop', false],
  ])('calls for the tenant %s in places of Gauntlet itself: %s', async (tenant, isOwn) => {
    expect((await climbedFor(tenant)).map((rung) => rung.isOwn)).toEqual([isOwn, isOwn]);
  });
});
