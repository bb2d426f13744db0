import type { Loss } from '@gauntlet/messaging';
import type { BulkTarget, RowOf } from '@gauntlet/persistence';

/** Table of what retention removed before it was recorded. */
export const GAPS = {
  table: 'eval_scorer.gaps',
  columns: { topic: 'text', log_partition: 'integer', first_offset: 'bigint', last_offset: 'bigint' },
  // Told again because the first answer was lost, it may end later.
  conflict: `(topic, log_partition, first_offset) DO UPDATE
    SET last_offset = greatest(gaps.last_offset, excluded.last_offset)`,
} as const satisfies BulkTarget;

/** One row of {@link GAPS}. */
export type GapRow = RowOf<typeof GAPS>;

/** A loss as a row. */
export function gapRow({ topic, partition, first, last }: Loss): GapRow {
  return { topic, log_partition: partition, first_offset: String(first), last_offset: String(last) };
}
