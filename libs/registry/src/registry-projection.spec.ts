import { describe, expect, it } from 'vitest';
import { JUDGE_PROMPT, OWN_TENANT } from '@gauntlet/contracts';
import { ASKER, pinOf, POLICY, promptSource, type PublishedVersion, publishedVersion } from '../test/versions';
import { pinDifferences } from './pins/pin-differences';
import { pinLine } from './pins/pin-line';
import { RefusedVersionError, RegistryStaleError, UnknownPromptError } from './registry.errors';
import { type RegistryEvent, RegistryProjection } from './registry-projection';

const policy = publishedVersion('policy', POLICY);
const v6 = publishedVersion('prompt', promptSource('six'), { version: 'v6' });
const v7 = publishedVersion('prompt', promptSource('seven'), { version: 'v7' });
const unreadable = publishedVersion('prompt', 'name: x', { version: 'v7' });
const wrongHash = { ...v7.event, facts: { ...v7.event.facts, hash: 'a'.repeat(64) } };

function pinned(
  { ref }: Pick<PublishedVersion, 'ref'>,
  canary: { prompt: PublishedVersion; percent: number } | null = null,
) {
  const versions = {
    prompt: ref,
    policy: policy.ref,
    canary: canary && { prompt: canary.prompt.ref, percent: canary.percent },
  };
  return pinOf(versions, `canned ${ref.version}`);
}

function projectionOf(...events: RegistryEvent[]): RegistryProjection {
  const projection = new RegistryProjection();
  events.forEach((event, index) => projection.apply(event, String(index)));
  return projection;
}

describe('RegistryProjection', () => {
  it('serves the newest pin', () => {
    const projection = projectionOf(v6.event, v7.event, policy.event, pinned(v6), pinned(v7));
    expect(projection.resolve('agent', ASKER)).toMatchObject({
      pin: { offset: 4, prompt: v7.ref, policy: policy.ref, canary: false },
      cannedAnswer: 'canned v7',
    });
    expect(projection.artefacts.prompt(v6.ref)?.messages[0]?.content).toBe('six');
  });

  it('keeps serving the pin before while the newest is ahead of its version', () => {
    const projection = projectionOf(v6.event, policy.event, pinned(v6), pinned(v7));
    expect(projection.resolve('agent', ASKER).pin.prompt.version).toBe('v6');
    projection.apply(v7.event, '9');
    expect(projection.resolve('agent', ASKER).pin.prompt.version).toBe('v7');
  });

  it('tells a prompt without pin from one whose versions are not there yet', () => {
    expect(() => projectionOf(v6.event).resolve('agent', ASKER)).toThrow(UnknownPromptError);
    expect(() => projectionOf(pinned(v6)).resolve('agent', ASKER)).toThrow(RegistryStaleError);
    expect(() => projectionOf(v6.event, pinned(v6)).resolve('agent', ASKER)).toThrow(RegistryStaleError);
    expect(() => projectionOf(policy.event, pinned(v6)).resolve('agent', ASKER)).toThrow(RegistryStaleError);
  });

  it('reads on over what it has read before', () => {
    const projection = projectionOf(v6.event, policy.event, pinned(v6));
    projection.apply(pinned(v6), '2');
    expect(projection.pins.of('agent')).toHaveLength(1);
  });

  it('refuses other content for a published version and keeps the first', () => {
    const projection = projectionOf(v6.event, policy.event, pinned(v6));
    const forged = publishedVersion('prompt', promptSource('forged'), { version: 'v6' });
    expect(() => projection.apply(forged.event, '5')).toThrow(RefusedVersionError);
    projection.apply(pinned(forged), '6');
    expect(projection.resolve('agent', ASKER).pin).toMatchObject({ offset: 2, prompt: v6.ref });
    expect(() => projection.artefacts.prompt(forged.ref)).toThrow(RefusedVersionError);
  });

  it.each([
    ['a wrong hash', wrongHash],
    ['unreadable content', unreadable.event],
  ])('refuses %s and never serves its pin', (_, event) => {
    const projection = projectionOf(v6.event, policy.event, pinned(v6));
    expect(() => projection.apply(event, '7')).toThrow(RefusedVersionError);
    projection.apply({ ...pinned(v7), facts: { ...pinned(v7).facts, prompt: event.facts } }, '8');
    expect(projection.resolve('agent', ASKER).pin.prompt.version).toBe('v6');
  });

  it('gives the canary version to its share and says so in the pin', () => {
    const base = [v6.event, v7.event, policy.event];
    const all = projectionOf(...base, pinned(v6, { prompt: v7, percent: 100 })).resolve('agent', ASKER).pin;
    expect(all).toMatchObject({ prompt: v7.ref, canary: true });
    const none = projectionOf(...base, pinned(v6, { prompt: v7, percent: 0 })).resolve('agent', ASKER).pin;
    expect(none).toMatchObject({ prompt: v6.ref, canary: false });
  });

  it('has a prompt for its tenants alone, and names it to nobody else', () => {
    const forShop = pinOf({ prompt: v6.ref, policy: policy.ref, tenants: [ASKER.tenant, 'bank'] });
    const projection = projectionOf(v6.event, policy.event, forShop);
    expect(projection.resolve('agent', ASKER).pin.prompt).toEqual(v6.ref);
    const stranger = { ...ASKER, tenant: 'elsewhere' };
    expect(() => projection.resolve('agent', stranger)).toThrow(/^no prompt "agent" is deployed; deployed: none$/);
    expect([projection.promptsFor('bank'), projection.promptsFor('elsewhere')]).toEqual([['agent'], []]);
  });

  it('has the judge’s prompt for Gauntlet alone, also by a pin from before a pin could say so', () => {
    const judge = publishedVersion('prompt', promptSource('How good?'), { name: JUDGE_PROMPT });
    const old = pinOf({ prompt: judge.ref, policy: policy.ref });
    const closed = projectionOf(judge.event, policy.event, old);
    expect(() => closed.resolve(JUDGE_PROMPT, ASKER)).toThrow(/; deployed: none$/);
    expect(closed.resolve(JUDGE_PROMPT, { ...ASKER, tenant: OWN_TENANT }).pin.prompt).toEqual(judge.ref);
    expect(pinLine(old)).toMatch(/, only for gauntlet$/);
    const told = pinOf({ prompt: judge.ref, policy: policy.ref, tenants: [OWN_TENANT] });
    expect(pinDifferences(told, old)).toEqual([]);
    const opened = pinOf({ prompt: judge.ref, policy: policy.ref, tenants: [ASKER.tenant] });
    expect(projectionOf(judge.event, policy.event, old, opened).promptsFor(ASKER.tenant)).toEqual([JUDGE_PROMPT]);
  });
});
