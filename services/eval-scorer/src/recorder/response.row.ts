import {
  answeringPrompt,
  type ArtefactRef,
  askedModel,
  type Attempt,
  type GauntletEvent,
  latencyUntil,
  OWN_TENANT,
  paidUsage,
  type TOPICS,
} from '@gauntlet/contracts';
import type { LogPosition } from '@gauntlet/messaging';
import type { BulkTarget, RowOf } from '@gauntlet/persistence';
import { redact, redactMap, redactReleased } from '@gauntlet/redaction';

type ReleasedEvent = GauntletEvent<typeof TOPICS.released>;

/** Table of every candidate for an answer. The views show which candidate is the answer: the first by offset. */
export const RESPONSES = {
  table: 'eval_scorer.responses',
  columns: {
    event_id: 'uuid',
    request_id: 'uuid',
    accepted_at: 'timestamptz',
    log_partition: 'integer',
    log_offset: 'bigint',
    released_at: 'timestamptz',
    tenant: 'text',
    origin: 'text',
    conversation: 'text null',
    tags: 'jsonb',
    prompt_name: 'text',
    prompt_version: 'text',
    prompt_hash: 'text',
    pin_offset: 'bigint',
    policy: 'text',
    canary: 'boolean',
    outcome: 'text',
    flags: 'jsonb',
    reason: 'text null',
    released_by: 'text',
    provider: 'text null',
    model: 'text null',
    finish_reason: 'text null',
    input_tokens: 'bigint null',
    output_tokens: 'bigint null',
    cost_usd: 'numeric null',
    latency_ms: 'double precision',
    trace_id: 'text null',
    stages: 'jsonb',
    verdicts: 'jsonb',
    attempts: 'jsonb',
    input: 'text',
    history: 'jsonb',
    variables: 'jsonb',
    messages: 'jsonb',
    answer: 'text',
  },
  conflict: '(request_id, accepted_at, log_partition, log_offset) DO NOTHING',
} as const satisfies BulkTarget;

/** One row of {@link RESPONSES}, with its messages whole. */
export type ResponseRow = RowOf<typeof RESPONSES> & Pick<ReleasedEvent['content'], 'messages'>;

/** A released event as a row, its texts redacted. The same record of the log always gives the same row. */
export async function responseRow(event: ReleasedEvent, position: LogPosition): Promise<ResponseRow> {
  const { request, completion, trail, outcome, flags, reason, releasedBy } = event.facts;
  const paid = paidUsage(event.facts);
  return {
    event_id: event.id,
    accepted_at: request.acceptedAt,
    log_partition: position.partition,
    log_offset: position.offset,
    released_at: new Date(position.timestamp).toISOString(),
    latency_ms: latencyUntil(position.timestamp, request),
    trace_id: position.traceId,
    ...(await requestColumns(request)),
    ...promptColumns(answeringPrompt(event.facts)),
    outcome,
    flags,
    reason,
    released_by: releasedBy,
    provider: completion?.provider ?? null,
    model: completion?.model ?? null,
    finish_reason: completion?.finishReason ?? null,
    input_tokens: paid.inputTokens,
    output_tokens: paid.outputTokens,
    cost_usd: paid.costUsd,
    ...trail,
    attempts: trail.attempts.map((attempt) => ({ ...attempt, parameters: parametersOf(attempt, request) })),
    ...(await redactReleased(event.content)),
  };
}

async function requestColumns({ id, tenant, origin, conversation, tags, pin }: ReleasedEvent['facts']['request']) {
  return {
    request_id: id,
    tenant,
    origin,
    conversation: conversation === undefined ? null : redact(conversation).text,
    // Tags of our own requests hold ids, which may look like a card number and must stay.
    tags: tenant === OWN_TENANT ? tags : await redactMap(tags),
    pin_offset: pin.offset,
    policy: `${pin.policy.name}@${pin.policy.version}`,
    canary: pin.canary,
  };
}

// The event has them once, by rung of the pin.
function parametersOf(attempt: Attempt, { pin }: ReleasedEvent['facts']['request']) {
  return askedModel(pin, attempt)?.parameters ?? null;
}

function promptColumns({ name, version, hash }: ArtefactRef) {
  return { prompt_name: name, prompt_version: version, prompt_hash: hash };
}
