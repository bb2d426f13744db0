import type { GauntletEvent, TOPICS } from '@gauntlet/contracts';
import type { LogPosition } from '@gauntlet/messaging';
import type { BulkTarget, RowOf } from '@gauntlet/persistence';
import { redactInTurns } from '@gauntlet/redaction';

/** Table of every score event. The first by offset for each request, scorer and version is the score. */
export const SCORES = {
  table: 'eval_scorer.scores',
  columns: {
    event_id: 'uuid',
    request_id: 'uuid',
    accepted_at: 'timestamptz',
    log_partition: 'integer',
    log_offset: 'bigint',
    tenant: 'text',
    prompt_name: 'text',
    prompt_version: 'text',
    prompt_hash: 'text',
    outcome: 'text',
    scorer: 'text',
    scorer_version: 'text',
    score: 'double precision',
    label: 'text null',
    explanation: 'text null',
    sampling_reason: 'text',
    sampling_weight: 'double precision',
  },
  conflict: '(request_id, accepted_at, scorer, scorer_version, log_partition, log_offset) DO NOTHING',
} as const satisfies BulkTarget;

/** One row of {@link SCORES}. */
export type ScoreRow = RowOf<typeof SCORES>;

/** A score event as a row; a judge's explanation may quote the answer, so it is redacted. */
export async function scoreRow(event: GauntletEvent<typeof TOPICS.scored>, position: LogPosition): Promise<ScoreRow> {
  const { explanation } = event.content;
  const { requestId, tenant, acceptedAt, prompt, outcome, scorer, score, label, sampling } = event.facts;
  return {
    event_id: event.id,
    request_id: requestId,
    accepted_at: acceptedAt,
    log_partition: position.partition,
    log_offset: position.offset,
    tenant,
    prompt_name: prompt.name,
    prompt_version: prompt.version,
    prompt_hash: prompt.hash,
    outcome,
    scorer: scorer.name,
    scorer_version: scorer.version,
    score,
    label,
    explanation: explanation === null ? null : await redactInTurns(explanation),
    sampling_reason: sampling.reason,
    sampling_weight: sampling.weight,
  };
}
