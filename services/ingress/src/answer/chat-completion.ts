import { answeringPrompt, paidUsage } from '@gauntlet/contracts';
import type { ChatCompletion, GauntletExtension } from '@gauntlet/contracts/http';
import type { Answer } from './answer';
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
