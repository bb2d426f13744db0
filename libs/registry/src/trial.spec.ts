import { describe, expect, it } from 'vitest';
import { registryWith } from '../test/registry-with';
import { POLICY, promptSource, publishedVersion } from '../test/versions';
import { RegistryStaleError } from './registry.errors';

describe('a trial', () => {
  const policy = publishedVersion('policy', POLICY);
  const prompt = publishedVersion('prompt', promptSource('x'));
  const model = { provider: 'simulated', model: 'sim-large', parameters: {} };
  const trial = { prompt: prompt.ref, policy: policy.ref, model, backups: [] };
  const registry = registryWith(policy.event, prompt.event);
  const unread = { name: 'agent', version: 'v9', hash: 'f'.repeat(64) };

  it('has the pin that it names, and a canned answer, though its prompt has none yet', () => {
    const { pin, cannedAnswer } = registry.resolveTrial(trial);
    expect(pin).toEqual({ ...trial, offset: 0, canary: false });
    expect(cannedAnswer).toBe('No model answered.');
  });

  it.each([
    ['policy', { policy: unread }],
    ['prompt', { prompt: unread }],
    ['prompt of a backup', { backups: [{ ...model, prompt: unread }] }],
  ])('waits for its %s to be read', (_, part) => {
    expect(() => registry.resolveTrial({ ...trial, ...part })).toThrow(RegistryStaleError);
  });
});
