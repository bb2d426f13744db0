import { contentHash } from '@gauntlet/artefacts';
import { DevBroker } from '@gauntlet/dev-broker';
import { createTopics, EventPublisher, MessagingModule } from '@gauntlet/messaging';
import { HealthRegistry } from '@gauntlet/runtime';
import { temporaryDirectory, waitFor } from '@gauntlet/testing';
import { Global, Logger, Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pinEvent, publishedEvent } from './deployment-events';
import { Registry } from './registry';
import { RegistryStaleError, UnknownPromptError, UnknownVersionError } from './registry.errors';
import { RegistryModule } from './registry.module';

const POLICY = `
name: default
version: v1
description: x
refusalAnswer: No.
input: { checks: [{ check: pii, action: redact }] }
output: { checks: [{ check: pii, action: redact }] }
`;
const PROMPT = `
name: x
description: x
model: simulated/sim-large
messages: [{ role: system, content: x }, { role: user, content: '{{input}}' }]
`;
const AUTHORSHIP = { by: 'spec', at: '2026-01-01T00:00:00.000Z', reason: 'spec' };

@Global()
@Module({ providers: [HealthRegistry], exports: [HealthRegistry] })
class HealthModule {}

@Module({ imports: [HealthModule, MessagingModule.forTool('spec'), RegistryModule] })
class ReadingModule {}

let data: ReturnType<typeof temporaryDirectory>;
let broker: DevBroker;
let app: INestApplicationContext;

beforeEach(async () => {
  Logger.overrideLogger(false);
  data = temporaryDirectory();
  broker = await DevBroker.start({ port: 0, dataDir: data.path });
  process.env.KAFKA_BROKERS = broker.address;
  process.env.REGISTRY_MAX_AGE_MS = '2000';
  await createTopics({ brokers: [broker.address], partitions: 1 });
  app = await NestFactory.createApplicationContext(ReadingModule, { logger: false });
});

afterEach(async () => {
  await app.close();
  await broker.close();
  data.remove();
  delete process.env.REGISTRY_MAX_AGE_MS;
});

function version(kind: 'prompt' | 'policy', name: string, source: string) {
  const file = { kind, name, version: 'v1', source, hash: contentHash(source), path: name };
  return { ref: { name, version: 'v1', hash: file.hash }, event: publishedEvent(file, AUTHORSHIP) };
}

async function deploy() {
  const [policy, prompt] = [version('policy', 'default', POLICY), version('prompt', 'agent', PROMPT)];
  const model = { provider: 'simulated', model: 'sim-large', parameters: {} };
  const facts = { prompt: prompt.ref, policy: policy.ref, model, backups: [], canary: null };
  const publisher = app.get(EventPublisher);
  await publisher.publish(policy.event);
  await publisher.publish(prompt.event);
  await publisher.publish(pinEvent({ facts, content: { cannedAnswer: 'Sorry.' } }, AUTHORSHIP));
  return prompt.ref;
}

describe('Registry', () => {
  it('is ready once it has caught up, and follows what is deployed later', async () => {
    const [registry, health] = [app.get(Registry), app.get(HealthRegistry)];
    await waitFor(async () => (await health.readiness()).healthy, { deadlineMs: 15_000, description: 'readiness' });
    expect(() => registry.resolve('agent', 'k')).toThrow(UnknownPromptError);

    const ref = await deploy();
    const resolve = () => registry.resolve('agent', 'k');
    const { pin, cannedAnswer } = await waitFor(resolve, { deadlineMs: 10_000, description: 'the pin' });
    expect(pin).toMatchObject({ offset: 0, prompt: ref, canary: false });
    expect(cannedAnswer).toBe('Sorry.');
    expect(registry.prompt(ref).messages).toHaveLength(2);
    expect(registry.prompts()).toEqual(['agent']);
  });

  it('stops resolving when it has not reached the pins for too long, and still knows its versions', async () => {
    const registry = app.get(Registry);
    const ref = await deploy();
    await waitFor(() => registry.resolve('agent', 'k'), { deadlineMs: 15_000, description: 'the pin' });
    await broker.close();
    const error = await waitFor(() => thrownBy(() => registry.resolve('agent', 'k')), {
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
});

function thrownBy(run: () => unknown): unknown {
  try {
    run();
    return undefined;
  } catch (error) {
    return error;
  }
}
