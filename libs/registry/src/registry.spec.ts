import { type INestApplicationContext, Logger } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { EventPublisher } from '@gauntlet/messaging';
import { LocalBroker, startReadingApp } from '@gauntlet/messaging/testing';
import { HealthRegistry } from '@gauntlet/runtime';
import { waitFor } from '@gauntlet/testing';
import { ASKER, pinOf, POLICY, promptSource, publishedVersion } from '../test/versions';
import { Registry } from './registry';
import { RegistryStaleError, UnknownPromptError, UnknownVersionError } from './registry.errors';
import { RegistryModule } from './registry.module';

let broker: LocalBroker;
let app: INestApplicationContext;

beforeEach(async () => {
  Logger.overrideLogger(false);
  broker = await LocalBroker.start({ partitions: 1 });
  app = await startReadingApp(RegistryModule, { KAFKA_BROKERS: broker.address, REGISTRY_MAX_AGE_MS: '2000' });
});

afterEach(async () => {
  await app.close();
  await broker.remove();
});

async function deploy() {
  const policy = publishedVersion('policy', POLICY);
  const prompt = publishedVersion('prompt', promptSource('x'));
  const publisher = app.get(EventPublisher);
  await publisher.publish(policy.event);
  await publisher.publish(prompt.event);
  await publisher.publish(pinOf({ prompt: prompt.ref, policy: policy.ref }));
  return prompt.ref;
}

describe('Registry', () => {
  it('is ready once it has caught up, and follows what is deployed later', async () => {
    const [registry, health] = [app.get(Registry), app.get(HealthRegistry)];
    await waitFor(async () => (await health.readiness()).healthy, { deadlineMs: 15_000, description: 'readiness' });
    expect(() => registry.resolve('agent', ASKER)).toThrow(UnknownPromptError);

    const ref = await deploy();
    const resolve = () => registry.resolve('agent', ASKER);
    const { pin, cannedAnswer } = await waitFor(resolve, { deadlineMs: 10_000, description: 'the pin' });
    expect(pin).toMatchObject({ offset: 0, prompt: ref, canary: false });
    expect(cannedAnswer).toBe('Sorry.');
    expect(registry.prompt(ref).messages).toHaveLength(2);
    expect(registry.prompts()).toEqual(['agent']);
  });

  it('stops resolving when it has not reached the pins for too long, and still knows its versions', async () => {
    const registry = app.get(Registry);
    const ref = await deploy();
    await waitFor(() => registry.resolve('agent', ASKER), { deadlineMs: 15_000, description: 'the pin' });
    await broker.stop();
    const error = await waitFor(() => thrownBy(() => registry.resolve('agent', ASKER)), {
      deadlineMs: 15_000,
      description: 'the pins to be too old',
    });
    expect(error).toBeInstanceOf(RegistryStaleError);
    expect(registry.prompt(ref).name).toBe('x');
  });

  it('first waits for an unknown version, then knows that it was never published', async () => {
    const registry = app.get(Registry);
    const ref = { name: 'agent', version: 'v1', hash: 'f'.repeat(64) };
    expect(thrownBy(() => registry.prompt(ref))).toBeInstanceOf(RegistryStaleError);
    const isUnknown = () => thrownBy(() => registry.prompt(ref)) instanceof UnknownVersionError;
    await waitFor(isUnknown, { deadlineMs: 15_000, description: 'the version to be given up' });
  });

  it.each([
    ['back', -3_600_000],
    ['on', 3_600_000],
  ])('does so when the clock is set %s meanwhile, neither later nor at once', async (_, step) => {
    const registry = app.get(Registry);
    const ref = { name: 'agent', version: 'v1', hash: 'f'.repeat(64) };
    const seen = () => thrownBy(() => registry.prompt(ref));
    expect(seen()).toBeInstanceOf(RegistryStaleError);
    const clock = vi.spyOn(Date, 'now').mockReturnValue(Date.now() + step);
    onTestFinished(() => clock.mockRestore());
    expect(seen()).toBeInstanceOf(RegistryStaleError);
    const isUnknown = () => seen() instanceof UnknownVersionError;
    await waitFor(isUnknown, { deadlineMs: 15_000, description: 'the version to be given up' });
  });
});

function thrownBy(run: () => unknown): unknown {
  try {
    run();
    return undefined;
  } catch (error) {
    return error;
  }
}
