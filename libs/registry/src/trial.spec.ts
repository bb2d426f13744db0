import { describe, expect, it } from 'vitest';
import { registryWith } from '../test/registry-with';
import { pinOf, POLICY, promptSource, publishedVersion } from '../test/versions';
import { RegistryStaleError } from './registry.errors';

describe('a trial', () => {
  const policy = publishedVersion('policy', POLICY);
  const prompt = publishedVersion('prompt', promptSource('x'));
  const model = { provider: 'simulated', model: 'sim-large', parameters: {} };
  const trial = { prompt: prompt.ref, policy: policy.ref, model, backups: [] };
  const pin = pinOf({ prompt: prompt.ref, policy: policy.ref });
  const registry = registryWith(policy.event, prompt.event, pin);
  const unread = { name: 'agent', version: 'v9', hash: 'f'.repeat(64) };

  it('has what it names in place of the pin, and the canned answer of the pin', () => {
    const resolved = registry.resolveTrial(trial);
    expect(resolved).toEqual({ pin: { ...trial, offset: 2, canary: false }, cannedAnswer: pin.content.cannedAnswer });
  });

  it('needs no pin', () => {
    const resolved = registryWith(policy.event, prompt.event).resolveTrial(trial);
    expect(resolved).toEqual({ pin: { ...trial, offset: 0, canary: false }, cannedAnswer: 'Not answered.' });
  });

  it.each([
    ['policy', { policy: unread }],
    ['prompt', { prompt: unread }],
    ['prompt of a backup', { backups: [{ ...model, prompt: unread }] }],
  ])('waits for its %s to be read', (_, part) => {
    expect(() => registry.resolveTrial({ ...trial, ...part })).toThrow(RegistryStaleError);
  });
});
