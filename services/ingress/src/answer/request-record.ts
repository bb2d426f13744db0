import {
  answeringPrompt,
  askedModel,
  type Attempt,
  paidUsage,
  type RequestFacts,
  type Stage,
  type StageTiming,
  toMicrosecond,
  type Verdict,
} from '@gauntlet/contracts';
import type { RequestRecord, StageRecord, StageTimingRecord } from '@gauntlet/contracts/http';
import type { RecordSight } from '../door/keys/tenant';
import type { Candidate, ReleasedEvent } from '../wait/candidate';
import { attemptView, latencyOf, verdictView } from './trail-view';

/** The record of a request as JSON: what was fixed at the start, each stage with what it found, and the answer. */
export function requestRecord(released: Candidate, sight: RecordSight): RequestRecord {
  const { event, partition, offset, traceId } = released;
  const { facts, content } = event;
  const { request, trail, completion } = facts;
  const prompt = answeringPrompt(facts);
  const { inputTokens, outputTokens, costUsd } = paidUsage(facts);
  return {
    id: request.id,
    status: 'finished',
    outcome: facts.outcome,
    flags: facts.flags,
    reason: facts.reason,
    released_by: facts.releasedBy,
    tenant: request.tenant,
    origin: request.origin,
    accepted_at: request.acceptedAt,
    deadline: request.deadline,
    conversation: request.conversation ?? null,
    tags: request.tags,
    trace_id: traceId,
    prompt: `${prompt.name}@${prompt.version}`,
    pin: request.pin,
    model: completion?.model ?? null,
    provider: completion?.provider ?? null,
    usage: { input_tokens: inputTokens, output_tokens: outputTokens, cost_usd: costUsd },
    latency_ms: latencyOf(released),
    position: { partition, offset: String(offset) },
    input: content.input,
    history: content.history,
    variables: content.variables,
    stages: trail.stages.map((timing) => ({ ...stageView(timing), ...foundBy(timing, event, sight) })),
    answer: content.answer,
  };
}

/** A stage's timing as callers see it. */
export function stageView({ stage, turn, instance, startedAt, durationMs }: StageTiming): StageTimingRecord {
  return { stage, turn, instance, started_at: startedAt, duration_ms: toMicrosecond(durationMs) };
}

const SIDES: Partial<Record<Stage, Verdict['side']>> = { 'guardrail.input': 'input', 'guardrail.output': 'output' };

function foundBy(
  { stage, turn }: StageTiming,
  { facts: { request, trail }, content }: Pick<ReleasedEvent, 'facts' | 'content'>,
  { systemMessages }: RecordSight,
): Omit<StageRecord, keyof StageTimingRecord> {
  if (stage === 'prompt-render') {
    return { messages: content.messages.filter(({ role }) => systemMessages || role !== 'system') };
  }
  if (stage === 'model-invoker') {
    const attempts = trail.attempts.filter((attempt) => attempt.turn === turn);
    return { attempts: attempts.map((it) => ({ ...attemptView(it), parameters: parametersOf(it, request) })) };
  }
  const side = SIDES[stage];
  if (!side) return {};
  return { verdicts: trail.verdicts.filter((it) => it.side === side && it.turn === turn).map(verdictView) };
}

function parametersOf(attempt: Attempt, { pin }: RequestFacts) {
  return askedModel(pin, attempt)?.parameters ?? null;
}
