import {
  answeringPrompt,
  conversationId,
  type GauntletEvent,
  latencyUntil,
  paidUsage,
  type RequestFacts,
  type TOPICS,
} from '@gauntlet/contracts';
import type { LogPosition } from '@gauntlet/messaging';
import type { BulkTarget, RowOf } from '@gauntlet/persistence';

/** Numbers of every candidate, which metrics are made of. The first candidate by offset counts. */
export const RESPONSES = {
  table: 'drift_monitor.responses',
  columns: {
    request_id: 'uuid',
    accepted_at: 'timestamptz',
    log_partition: 'integer',
    log_offset: 'bigint',
    prompt_name: 'text',
    prompt_version: 'text',
    outcome: 'text',
    refused: 'boolean',
    cost_usd: 'double precision null',
    latency_ms: 'double precision',
    pin_offset: 'bigint null',
    canary: 'boolean null',
    unit_id: 'uuid null',
  },
  conflict: '(request_id, accepted_at, log_partition, log_offset) DO NOTHING',
} as const satisfies BulkTarget;

/** Every score event. Of the events of one scorer version about one request, the first by offset counts. */
export const SCORES = {
  table: 'drift_monitor.scores',
  columns: {
    request_id: 'uuid',
    accepted_at: 'timestamptz',
    log_partition: 'integer',
    log_offset: 'bigint',
    prompt_name: 'text',
    prompt_version: 'text',
    scorer: 'text',
    scorer_version: 'text',
    score: 'double precision',
    weight: 'double precision',
  },
  conflict: '(request_id, accepted_at, scorer, scorer_version, log_partition, log_offset) DO NOTHING',
} as const satisfies BulkTarget;

export type ResponseRow = RowOf<typeof RESPONSES>;
export type ScoreRow = RowOf<typeof SCORES>;

/** A released event as a row; no text of it is kept. */
export function responseRow({ facts }: GauntletEvent<typeof TOPICS.released>, position: LogPosition): ResponseRow {
  const { request, trail, outcome } = facts;
  const prompt = answeringPrompt(facts);
  const refusal = trail.verdicts.filter(({ check }) => check === 'refusal').at(-1);
  return {
    request_id: request.id,
    accepted_at: request.acceptedAt,
    log_partition: position.partition,
    log_offset: position.offset,
    prompt_name: prompt.name,
    prompt_version: prompt.version,
    outcome,
    refused: refusal?.outcome === 'flag' || refusal?.outcome === 'block',
    cost_usd: paidUsage(facts).costUsd,
    latency_ms: latencyUntil(position.timestamp, request),
    pin_offset: String(request.pin.offset),
    canary: request.pin.canary,
    unit_id: unitOf(request),
  };
}

/** A score event as a row. */
export function scoreRow({ facts }: GauntletEvent<typeof TOPICS.scored>, position: LogPosition): ScoreRow {
  return {
    request_id: facts.requestId,
    accepted_at: facts.acceptedAt,
    log_partition: position.partition,
    log_offset: position.offset,
    prompt_name: facts.prompt.name,
    prompt_version: facts.prompt.version,
    scorer: facts.scorer.name,
    scorer_version: facts.scorer.version,
    score: facts.score,
    weight: facts.sampling.weight,
  };
}

// What a canary sticks to. A conversation's name may say who somebody is, so it isn't kept.
function unitOf({ id, tenant, conversation }: RequestFacts): string {
  return conversation === undefined ? id : conversationId(tenant, conversation);
}
