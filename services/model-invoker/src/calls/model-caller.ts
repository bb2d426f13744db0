import { Inject, Injectable, Logger, Optional } from '@nestjs/common';
import type { Span } from '@opentelemetry/api';
import type { ProviderReason, Usage } from '@gauntlet/contracts';
import {
  answerTooLong,
  type ChatCall,
  inChatSpan,
  type ModelProvider,
  type ModelReply,
  ProviderError,
  recordFailure,
  recordReply,
  type Spent,
  usageOf,
} from '@gauntlet/models';
import { ATTRIBUTES } from '@gauntlet/telemetry';
import { deadlineSignal, untilAborted } from '@gauntlet/timing';
import { excessOf } from '../limits';
import { ModelInvokerConfig } from '../model-invoker.config';
import { attemptOn, idempotencyKeyOf, type OpenAttempt, type Reply, type Rung } from '../rung';
import { CallMetrics, FailureLog } from './call-telemetry';
import { ModelHealth } from './model-health';

/** Injects the providers by name. */
export const MODEL_PROVIDERS = Symbol('MODEL_PROVIDERS');

/** One call of a rung's model. */
export interface Call {
  readonly rung: Rung;
  /** Counts from 1 on each rung. */
  readonly number: number;
  readonly timeoutMs: number;
}

/** Why a call failed, as far as the ladder needs to know. */
export interface CallFailure {
  readonly code: string;
  readonly retryable: boolean;
  readonly retryAfterMs?: number | undefined;
  readonly spent: Spent;
  /** Present when the provider refused by a status. */
  readonly reason?: ProviderReason | undefined;
  /** Ours, for the log; never holds a text of the request or the provider. */
  readonly message: string;
}

/** The reply of a call, or why there is none. */
export type CallOutcome =
  { readonly reply: Reply; readonly failure: null } | { readonly reply: null; readonly failure: CallFailure };

/** A call that was made, before the ledger has said its part. */
export type MadeCall = Exclude<OpenAttempt, { outcome: 'skipped' }>;

/** What came of a call, with its attempt. */
export type CallResult<Tried = MadeCall> = CallOutcome & { readonly attempt: Tried };

/** Calls a model once, within its time and a `chat` span, and writes the attempt down and into the metrics. Never throws: a failure is a result. */
@Injectable()
export class ModelCaller {
  private readonly logger = new Logger(ModelCaller.name);
  private readonly metrics = new CallMetrics();
  private readonly failures = new FailureLog();

  constructor(
    @Inject(MODEL_PROVIDERS) private readonly providers: ReadonlyMap<string, ModelProvider>,
    private readonly config: ModelInvokerConfig,
    @Optional() private readonly health?: ModelHealth,
  ) {}

  async call(wanted: Call): Promise<CallResult> {
    const startedAt = new Date().toISOString();
    const started = performance.now();
    const outcome = await inChatSpan(chatOf(wanted), (span) => this.outcomeOf(wanted, span));
    const timing = { startedAt, durationMs: performance.now() - started };
    const attempt = madeCall(wanted, outcome, timing);
    this.metrics.record(attempt);
    this.health?.noteCall(attempt);
    if (outcome.failure) this.failures.note(attempt, outcome.failure.message);
    return { ...outcome, attempt };
  }

  private async outcomeOf(wanted: Call, span: Span): Promise<CallOutcome> {
    try {
      const answered = await this.ask(wanted);
      const excess = excessOf(answered.text, wanted.rung.answerLimit);
      if (excess) throw answerTooLong(wanted.rung.model.provider, excess, answered);
      const reply = replyOf(wanted.rung, answered);
      recordReply(span, answered, reply.usage);
      return { reply, failure: null };
    } catch (error) {
      const failure = this.failureOf(error);
      recordFailure(span, failure.code);
      return { reply: null, failure };
    }
  }

  private async ask({ rung, timeoutMs }: Call): Promise<ModelReply> {
    const provider = this.providers.get(rung.model.provider);
    if (!provider) throw new UnknownProviderError(rung.model.provider);
    const deadline = deadlineSignal(Math.min(timeoutMs, this.config.MODEL_TIMEOUT_MS));
    const { model, parameters } = rung.model;
    const { messages, responseFormat, key } = rung;
    const { signal } = deadline;
    const call = { model, parameters, messages, responseFormat, idempotencyKey: idempotencyKeyOf(key), signal };
    // A provider that ignores its signal must not hold the request past its time.
    return untilAborted(provider.complete(call), signal, tookTooLong).finally(deadline.clear);
  }

  private failureOf(error: unknown): CallFailure {
    if (error instanceof ProviderError || error instanceof UnknownProviderError) return error;
    this.logger.error(`a provider threw something else than a ProviderError: ${placeOf(error)}`);
    return { code: 'provider_defect', retryable: false, spent: 'unknown', message: 'see the error before this line' };
  }
}

function chatOf({ rung: { key, model }, number }: Call): ChatCall {
  const attributes = {
    [ATTRIBUTES.requestId]: key.requestId,
    [ATTRIBUTES.turn]: key.turn,
    [ATTRIBUTES.attemptRung]: key.rung,
    [ATTRIBUTES.attemptNumber]: number,
  };
  return { tracer: '@gauntlet/model-invoker', provider: model.provider, model: model.model, attributes };
}

// Where it happened without its message, which may quote a text.
function placeOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return `${error.name}${error.stack?.match(/\n {4}at .*/s)?.[0] ?? ''}`;
}

class UnknownProviderError extends Error implements CallFailure {
  readonly code = 'provider_unknown';
  readonly retryable = false;
  readonly spent = 'nothing';

  constructor(provider: string) {
    super(`a pin names the provider ${provider}, which is not set up here: add it to MODEL_PROVIDERS, or pin another`);
    this.name = 'UnknownProviderError';
  }
}

function tookTooLong(): never {
  throw new ProviderError('the call took longer than allowed', { code: 'provider_timeout', retryable: true });
}

function replyOf({ model }: Rung, answered: ModelReply): Reply {
  const { text, finishReason } = answered;
  const usage = usageOf(model.provider, answered);
  return { text, finishReason, usage, provider: model.provider, model: answered.model };
}

function usageOfFailure({ model }: Rung, { spent }: CallFailure): Usage | null {
  return typeof spent === 'string' ? null : usageOf(model.provider, spent);
}

function madeCall(
  { rung, number }: Call,
  { reply, failure }: CallOutcome,
  timing: Pick<MadeCall, 'startedAt' | 'durationMs'>,
): MadeCall {
  const usage = failure ? usageOfFailure(rung, failure) : reply.usage;
  const maybeBilled = usage === null && failure?.spent !== 'nothing';
  return {
    ...attemptOn(rung, number),
    ...timing,
    outcome: reply ? 'succeeded' : 'failed',
    errorCode: failure?.code ?? null,
    ...(failure?.reason ? { providerReason: failure.reason } : {}),
    usage,
    ...(maybeBilled ? { maybeBilled } : {}),
  };
}
