import { createHash, randomUUID } from 'node:crypto';
import { type BackupRef, type GauntletEvent, type ModelRef, requestEvent, TOPICS } from '@gauntlet/contracts';
import { type ModelCall, type ModelProvider, type ModelReply, ProviderError } from '@gauntlet/models';
import { ModelCaller } from '../src/calls/model-caller';
import { ModelCircuits } from '../src/calls/model-circuits';
import { ModelSlots } from '../src/calls/model-slots';
import { RetryingCaller } from '../src/calls/retrying-caller';
import { Ladder } from '../src/ladder';
import type { CallRepository } from '../src/ledger/call.repository';
import { CallLedger, LeaseKeeper } from '../src/ledger/call-ledger';
import { PaidOnceCaller } from '../src/ledger/paid-once-caller';
import { UnstoredResults } from '../src/ledger/unstored-results';
import { ModelInvokerConfig } from '../src/model-invoker.config';
import { ModelInvokerService } from '../src/model-invoker.service';
import { type Calls, CallsInMemory } from './calls-in-memory';

/** What the service takes. */
export type Rendered = GauntletEvent<typeof TOPICS.rendered>;
/** What a provider does about its nth call. */
export type Answer = (call: ModelCall, nth: number) => Promise<ModelReply>;

export const DEADLINE_MS = 30_000;
export const RESERVE_MS = 1_500;
/** How a request comes here that nobody had before. */
export const FRESH = { mayBeRepeat: false };

/** A provider that does what the spec says, and remembers what it was asked. */
export class ScriptedProvider implements ModelProvider {
  readonly name = 'scripted';
  readonly calls: ModelCall[] = [];

  constructor(private readonly answer: Answer) {}

  complete(call: ModelCall): Promise<ModelReply> {
    this.calls.push(call);
    return this.answer(call, this.calls.length);
  }
}

/** The answer of a model, which says whose it is. */
export function reply(call: ModelCall): ModelReply {
  const tokens = { inputTokens: 10, outputTokens: 5, cachedInputTokens: 0, cacheWriteInputTokens: 0 };
  return { ...tokens, text: `from ${call.model}`, finishReason: 'stop', model: call.model, responseId: 'r' };
}

/** What a provider throws. */
export const failure = (retryable: boolean, retryAfterMs?: number) =>
  new ProviderError('scripted', { code: 'provider_unavailable', retryable, retryAfterMs });
/** Resolves once that much time is over. */
export const after = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** The service as it is wired, over that provider and table. */
export function service(provider: ModelProvider, calls: Calls = new CallsInMemory()): ModelInvokerService {
  const config = Object.assign(new ModelInvokerConfig(), { MODEL_RESERVE_MS: RESERVE_MS });
  const repository = calls as CallRepository;
  const caller = new ModelCaller(new Map([[provider.name, provider]]), config);
  const tries = new RetryingCaller(caller, new ModelSlots(config), new ModelCircuits(config), config);
  const [leases, unstored] = [new LeaseKeeper(repository, config), new UnstoredResults(repository)];
  const ledger = new CallLedger(repository, leases, unstored, config, 'me');
  return new ModelInvokerService(new Ladder(new PaidOnceCaller(ledger, tries, config), config), 'me');
}

/** A model of the scripted provider, unless another is named. */
export const modelRef = (model: string, provider = 'scripted'): ModelRef => ({ provider, model, parameters: {} });

/** A rendered prompt for these models, the first of them pinned. */
export function rendered(models: BackupRef[] = [modelRef('main')], deadlineMs = DEADLINE_MS): Rendered {
  const [model = modelRef('main'), ...backups] = models;
  const ref = { name: 'support-agent', version: 'v7', hash: createHash('sha256').update('x').digest('hex') };
  const request = {
    id: randomUUID(),
    tenant: 'default',
    origin: 'http' as const,
    acceptedAt: new Date().toISOString(),
    deadline: new Date(Date.now() + deadlineMs).toISOString(),
    tags: {},
    pin: { offset: 0, prompt: ref, policy: ref, model, backups, canary: false },
  };
  return requestEvent(TOPICS.rendered, 'prompt-render', {
    facts: { request, trail: { stages: [], verdicts: [], attempts: [] }, turn: 0, responseFormat: { type: 'text' } },
    content: {
      input: 'hi',
      history: [],
      variables: {},
      cannedAnswer: 'Sorry, please try again later.',
      messages: [{ role: 'user', content: 'hi' }],
      canary: 'gx-0123456789ab',
    },
  });
}
