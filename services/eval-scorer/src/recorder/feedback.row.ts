import { answeringPrompt, type GauntletEvent, type TOPICS } from '@gauntlet/contracts';
import type { LogPosition } from '@gauntlet/messaging';
import type { BulkTarget, RowOf } from '@gauntlet/persistence';
import { redact } from '@gauntlet/redaction';

/** Table of every feedback. The last feedback of a request counts. */
export const FEEDBACK = {
  table: 'eval_scorer.feedback',
  columns: {
    event_id: 'uuid',
    request_id: 'uuid',
    accepted_at: 'timestamptz',
    log_partition: 'integer',
    log_offset: 'bigint',
    given_at: 'timestamptz',
    tenant: 'text',
    prompt_name: 'text',
    prompt_version: 'text',
    outcome: 'text',
    rating: 'text',
    comment: 'text null',
  },
  conflict: '(event_id) DO NOTHING',
} as const satisfies BulkTarget;

/** One row of {@link FEEDBACK}. */
export type FeedbackRow = RowOf<typeof FEEDBACK>;

/** A feedback as a row, its comment redacted. */
export function feedbackRow(event: GauntletEvent<typeof TOPICS.feedback>, position: LogPosition): FeedbackRow {
  const { rating, givenAt, response } = event.facts;
  const { request, outcome } = response;
  const prompt = answeringPrompt(response);
  const { comment } = event.content;
  return {
    event_id: event.id,
    request_id: request.id,
    accepted_at: request.acceptedAt,
    log_partition: position.partition,
    log_offset: position.offset,
    given_at: givenAt,
    tenant: request.tenant,
    prompt_name: prompt.name,
    prompt_version: prompt.version,
    outcome,
    rating,
    comment: comment === null ? null : redact(comment).text,
  };
}
