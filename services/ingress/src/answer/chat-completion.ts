import { answeringPrompt, paidUsage, type Flag, type Outcome } from '@gauntlet/contracts';
import type { Answer } from './answer';
import { type AttemptView, attemptView, latencyOf, verdictView, type VerdictView } from './trail-view';

/** What OpenAI's shape has no room for. */
export interface GauntletExtension {
  readonly request_id: string;
  readonly trace_id: string | null;
  /** Version that the answer came from, such as `support-agent@v7`; the pin may name another for its first model. */
  readonly prompt: string;
  /** Offset of the pin that was in force. */
  readonly pin: number;
  readonly model: string | null;
  readonly provider: string | null;
  readonly outcome: Outcome;
  readonly flags: readonly Flag[];
  readonly reason: string | null;
  /** False: Kafka could not be reached, this canned answer has no record yet. */
  readonly recorded: boolean;
  readonly attempts: readonly AttemptView[];
  readonly verdicts: readonly VerdictView[];
  /** US dollars of all attempts; null when a part of it is unknown, and then the attempts say what is known. */
  readonly cost_usd: number | null;
  readonly latency_ms: Readonly<Record<string, number>>;
}

/** Tokens in OpenAI's words. */
export interface ChatUsage {
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
  readonly total_tokens: number;
}

/** OpenAI's `chat.completion`, extended by `gauntlet`. */
export interface ChatCompletion {
  readonly id: string;
  readonly object: 'chat.completion';
  readonly created: number;
  readonly model: string;
  readonly choices: readonly [
    {
      readonly index: 0;
      readonly message: { readonly role: 'assistant'; readonly content: string; readonly refusal: null };
      readonly logprobs: null;
      readonly finish_reason: 'stop' | 'length' | 'content_filter';
    },
  ];
  /** Of all attempts; absent, as OpenAI's shape allows, when a part of it is unknown. */
  readonly usage?: ChatUsage;
  readonly gauntlet: GauntletExtension;
}

/** An answer in OpenAI's shape; a blocked request is a `content_filter`, never an error. */
export function chatCompletion(answer: Answer, traceId: string | null): ChatCompletion {
  const { facts, content } = answer.event;
  const message = { role: 'assistant', content: content.answer, refusal: null } as const;
  return {
    id: `chatcmpl-${facts.request.id}`,
    object: 'chat.completion',
    created: Math.floor(Date.parse(facts.request.acceptedAt) / 1_000),
    model: facts.request.pin.prompt.name,
    choices: [{ index: 0, message, logprobs: null, finish_reason: finishReason(facts) }],
    ...usageOf(facts),
    gauntlet: extension(answer, traceId),
  };
}

function usageOf(facts: Answer['event']['facts']): Pick<ChatCompletion, 'usage'> {
  const { inputTokens, outputTokens } = paidUsage(facts);
  if (inputTokens === null || outputTokens === null) return {};
  const total_tokens = inputTokens + outputTokens;
  return { usage: { prompt_tokens: inputTokens, completion_tokens: outputTokens, total_tokens } };
}

function finishReason({ outcome, completion }: Answer['event']['facts']): 'stop' | 'length' | 'content_filter' {
  if (outcome === 'blocked') return 'content_filter';
  return outcome === 'answered' && completion?.finishReason === 'length' ? 'length' : 'stop';
}

function extension(answer: Answer, traceId: string | null): GauntletExtension {
  const { facts } = answer.event;
  const { request, trail, outcome, flags, reason, completion } = facts;
  const prompt = answeringPrompt(facts);
  return {
    request_id: request.id,
    trace_id: answer.traceId ?? traceId,
    prompt: `${prompt.name}@${prompt.version}`,
    pin: request.pin.offset,
    model: completion?.model ?? null,
    provider: completion?.provider ?? null,
    outcome,
    flags,
    reason,
    recorded: answer.recorded,
    attempts: trail.attempts.map(attemptView),
    verdicts: trail.verdicts.map(verdictView),
    cost_usd: paidUsage(facts).costUsd,
    latency_ms: latencyOf(answer),
  };
}
