import { contentHash } from '@gauntlet/artefacts';
import { TOPICS, type GauntletEvent } from '@gauntlet/contracts';
import { describe, expect, it } from 'vitest';
import { RefusedVersionError, RegistryStaleError, UnknownPromptError } from './registry.errors';
import { RegistryProjection } from './registry-projection';

const AT = '2026-01-01T00:00:00.000Z';
const POLICY = `
name: default
version: v1
description: x
refusalAnswer: No.
input: { checks: [{ check: pii, action: redact }] }
output: { checks: [{ check: pii, action: redact }] }
`;
const promptSource = (text: string) => `
name: x
description: x
model: simulated/sim-1
messages: [{ role: system, content: '${text}' }, { role: user, content: '{{input}}' }]
`;

type Version = { kind: 'prompt' | 'policy'; name: string; version: string; source: string };
const v6: Version = { kind: 'prompt', name: 'agent', version: 'v6', source: promptSource('six') };
const v7: Version = { kind: 'prompt', name: 'agent', version: 'v7', source: promptSource('seven') };
const policy: Version = { kind: 'policy', name: 'default', version: 'v1', source: POLICY };
const refOf = ({ name, version, source }: Version) => ({ name, version, hash: contentHash(source) });

function published(
  { source, ...version }: Version,
  hash = contentHash(source),
): GauntletEvent<typeof TOPICS.published> {
  const facts = { ...version, hash, at: AT, by: 'spec' };
  return { topic: TOPICS.published, id: 'p', key: version.name, source: 's', time: AT, facts, content: { source } };
}

function pinned(
  prompt: Version,
  canary: { prompt: Version; percent: number } | null = null,
): GauntletEvent<typeof TOPICS.pinned> {
  const facts = {
    prompt: refOf(prompt),
    policy: refOf(policy),
    model: { provider: 'simulated', model: 'sim-1', parameters: {} },
    backups: [],
    canary: canary && { prompt: refOf(canary.prompt), percent: canary.percent },
    at: AT,
    by: 'spec',
    reason: 'spec',
  };
  const content = { cannedAnswer: `canned ${prompt.version}` };
  return { topic: TOPICS.pinned, id: 'n', key: prompt.name, source: 's', time: AT, facts, content };
}

function projectionOf(...events: (ReturnType<typeof published> | ReturnType<typeof pinned>)[]): RegistryProjection {
  const projection = new RegistryProjection();
  events.forEach((event, index) => projection.apply(event, String(index)));
  return projection;
}

describe('RegistryProjection', () => {
  it('serves the newest pin', () => {
    const projection = projectionOf(published(v6), published(v7), published(policy), pinned(v6), pinned(v7));
    expect(projection.resolve('agent', 'k')).toMatchObject({
      pin: { offset: 4, prompt: refOf(v7), policy: refOf(policy), canary: false },
      cannedAnswer: 'canned v7',
    });
    expect(projection.artefacts.prompt(refOf(v6))?.messages[0]?.content).toBe('six');
  });

  it('keeps serving the pin before while the newest is ahead of its version', () => {
    const projection = projectionOf(published(v6), published(policy), pinned(v6), pinned(v7));
    expect(projection.resolve('agent', 'k').pin.prompt.version).toBe('v6');
    projection.apply(published(v7), '9');
    expect(projection.resolve('agent', 'k').pin.prompt.version).toBe('v7');
  });

  it('tells a prompt without pin from one whose versions are not there yet', () => {
    expect(() => projectionOf(published(v6)).resolve('agent', 'k')).toThrow(UnknownPromptError);
    expect(() => projectionOf(pinned(v6)).resolve('agent', 'k')).toThrow(RegistryStaleError);
    expect(() => projectionOf(published(v6), pinned(v6)).resolve('agent', 'k')).toThrow(RegistryStaleError);
    expect(() => projectionOf(published(policy), pinned(v6)).resolve('agent', 'k')).toThrow(RegistryStaleError);
  });

  it('reads on over what it has read before', () => {
    const projection = projectionOf(published(v6), published(policy), pinned(v6));
    projection.apply(pinned(v6), '2');
    expect(projection.pins.of('agent')).toHaveLength(1);
  });

  it('refuses other content for a published version and keeps the first', () => {
    const projection = projectionOf(published(v6), published(policy), pinned(v6));
    const forged = { ...v6, source: promptSource('forged') };
    expect(() => projection.apply(published(forged), '5')).toThrow(RefusedVersionError);
    projection.apply(pinned(forged), '6');
    expect(projection.resolve('agent', 'k').pin).toMatchObject({ offset: 2, prompt: refOf(v6) });
    expect(() => projection.artefacts.prompt(refOf(forged))).toThrow(RefusedVersionError);
  });

  it.each([
    ['a wrong hash', published(v7, 'a'.repeat(64))],
    ['unreadable content', published({ ...v7, source: 'name: x' })],
  ])('refuses %s and never serves its pin', (_, event) => {
    const projection = projectionOf(published(v6), published(policy), pinned(v6));
    expect(() => projection.apply(event, '7')).toThrow(RefusedVersionError);
    projection.apply({ ...pinned(v7), facts: { ...pinned(v7).facts, prompt: event.facts } }, '8');
    expect(projection.resolve('agent', 'k').pin.prompt.version).toBe('v6');
  });

  it('gives the canary version to its share and says so in the pin', () => {
    const base = [published(v6), published(v7), published(policy)];
    const all = projectionOf(...base, pinned(v6, { prompt: v7, percent: 100 })).resolve('agent', 'k').pin;
    expect(all).toMatchObject({ prompt: refOf(v7), canary: true });
    const none = projectionOf(...base, pinned(v6, { prompt: v7, percent: 0 })).resolve('agent', 'k').pin;
    expect(none).toMatchObject({ prompt: refOf(v6), canary: false });
  });
});
