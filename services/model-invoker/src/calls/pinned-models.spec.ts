import { type INestApplicationContext, Logger, Module } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TOPICS } from '@gauntlet/contracts';
import { EventPublisher } from '@gauntlet/messaging';
import { LocalBroker, startReadingApp } from '@gauntlet/messaging/testing';
import { HealthRegistry, provideConfig } from '@gauntlet/runtime';
import { exampleEvent, waitFor } from '@gauntlet/testing';
import { ModelInvokerConfig } from '../model-invoker.config';
import { PinnedModels } from './pinned-models';

@Module({ providers: [provideConfig(ModelInvokerConfig), PinnedModels] })
class SpecModule {}

const NOBODY = 'http://127.0.0.1:1/v1';
const model = { provider: 'ollama', model: 'llama3.2' };
let broker: LocalBroker;
let app: INestApplicationContext;

beforeEach(async () => {
  Logger.overrideLogger(false);
  process.env.OLLAMA_BASE_URL = NOBODY;
  broker = await LocalBroker.start({ partitions: 1 });
});
afterEach(async () => {
  delete process.env.OLLAMA_BASE_URL;
  await app.close();
  await broker.remove();
});

async function start(env: Record<string, string>, pin: object = {}): Promise<PinnedModels> {
  app = await startReadingApp(SpecModule, { KAFKA_BROKERS: broker.address, ...env });
  const event = exampleEvent(TOPICS.pinned);
  const facts = { ...event.facts, model: { ...model, parameters: {} }, backups: [], ...pin };
  await app.get(EventPublisher).publish({ ...event, facts });
  const models = app.get(PinnedModels);
  await waitFor(() => models.all().length > 0, { deadlineMs: 15_000, description: 'the pin' });
  return models;
}

const report = () => app.get(HealthRegistry).readiness();

describe('the models that pins name', () => {
  it('are looked for, so that one that nobody reaches degrades health before a call, until it answers', async () => {
    const models = await start({});
    await waitFor(async () => (await report()).degraded, { deadlineMs: 15_000, description: 'the warning' });
    const { healthy, checks } = await report();
    expect(healthy).toBe(true);
    expect(checks.models).toBe('failed when last asked: ollama/llama3.2 (provider_connection_failed)');
    models.health.note(model, null);
    expect((await report()).degraded).toBeUndefined();
  });

  it('are told by their calls alone where nobody is to be asked', async () => {
    const models = await start({ MODEL_REACHABILITY_CHECK: 'false' });
    models.health.note({ provider: 'openai', model: 'of an old pin' }, 'provider_auth_failed');
    expect((await report()).degraded).toBeUndefined();
    models.health.note(model, 'provider_rejected');
    expect((await report()).checks.models).toMatch(/ollama\/llama3.2 \(provider_rejected\)$/);
  });

  it('are well where what was asked made the answer useless, and unjudged where a caller had no time', async () => {
    const { health } = await start({ MODEL_REACHABILITY_CHECK: 'false' });
    const call = (errorCode: string | null, durationMs = 10) => health.noteCall({ ...model, errorCode, durationMs });
    const ofTheRequest = ['provider_no_text', 'provider_content_filtered', 'provider_answer_too_long'];
    for (const errorCode of ofTheRequest) {
      call('provider_unavailable');
      call(errorCode);
      expect((await report()).degraded, errorCode).toBeUndefined();
    }
    for (const errorCode of ['provider_timeout', 'provider_aborted']) call(errorCode);
    expect((await report()).degraded).toBeUndefined();
    call('provider_timeout', 5_000);
    call('provider_timeout');
    expect((await report()).checks.models).toMatch(/\(provider_timeout\)$/);
  });

  it('include those of a version on trial', async () => {
    const { prompt } = exampleEvent(TOPICS.pinned).facts;
    const [tried, spare] = ['tried', 'spare'].map((name) => ({ provider: 'ollama', model: name, parameters: {} }));
    const canary = { prompt, percent: 10, model: tried, backups: [spare] };
    const models = await start({ MODEL_REACHABILITY_CHECK: 'false' }, { canary });
    expect(models.all().map((one) => one.model)).toEqual(['llama3.2', 'tried', 'spare']);
  });
});
