import type { Attributes } from '@opentelemetry/api';
import { answeringPrompt, paidUsage } from '@gauntlet/contracts';
import type { ChatCompletion, ChatCompletionChunk, GauntletExtension } from '@gauntlet/contracts/http';
import { ATTRIBUTES } from '@gauntlet/telemetry';
import type { Answer } from '../wait/candidate';
import { attemptView, latencyOf, verdictView } from './trail-view';

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

function finishReason({ outcome, completion }: Answer['event']['facts']) {
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

type Choice = ChatCompletionChunk['choices'][number];

const DONE = 'data: [DONE]\n\n';

/** How a caller wants its stream. */
export interface StreamWish {
  /** One more chunk at the end with the usage of the whole request. */
  readonly includeUsage: boolean;
}

/**
 * A finished answer as the server-sent events of OpenAI's stream: role, text, `finish_reason` with what Gauntlet knows,
 * usage if wished (null when it is unknown), `[DONE]`. The text comes in one piece: all of it was checked before the first
 * byte leaves.
 */
export function chatStream(completion: ChatCompletion, wish: StreamWish): string {
  const { id, created, model, choices, usage = null, gauntlet } = completion;
  const [{ message, finish_reason }] = choices;
  const chunk = (
    delta: Choice['delta'],
    reason: Choice['finish_reason'],
    more: Partial<ChatCompletionChunk> = {},
  ): ChatCompletionChunk => ({
    id,
    object: 'chat.completion.chunk',
    created,
    model,
    choices: [{ index: 0, delta, logprobs: null, finish_reason: reason }],
    ...(wish.includeUsage ? { usage: null } : {}),
    ...more,
  });
  const chunks = [
    chunk({ role: 'assistant', content: '', refusal: null }, null),
    chunk({ content: message.content }, null),
    chunk({}, finish_reason, { gauntlet }),
    ...(wish.includeUsage ? [{ ...chunk({}, null), choices: [], usage }] : []),
  ];
  return chunks.map((it) => `data: ${JSON.stringify(it)}\n\n`).join('') + DONE;
}

/** What the root span of a request says about the answer, so that a trace can be found. No attribute holds a text. */
export function answerAttributes({ event: { facts } }: Answer): Attributes {
  const { request, outcome, reason } = facts;
  const { pin, id, tenant } = request;
  const prompt = answeringPrompt(facts);
  return {
    [ATTRIBUTES.requestId]: id,
    [ATTRIBUTES.tenant]: tenant,
    [ATTRIBUTES.genAiPromptName]: prompt.name,
    [ATTRIBUTES.promptVersion]: prompt.version,
    [ATTRIBUTES.policyVersion]: pin.policy.version,
    [ATTRIBUTES.pinOffset]: pin.offset,
    [ATTRIBUTES.outcome]: outcome,
    [ATTRIBUTES.reason]: reason ?? undefined,
    [ATTRIBUTES.costUsd]: paidUsage(facts).costUsd ?? undefined,
  };
}
