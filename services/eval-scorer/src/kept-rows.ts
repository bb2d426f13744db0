import type { KeptRows } from '@gauntlet/persistence';
import type { EvalScorerConfig } from './eval-scorer.config';
import { FEEDBACK } from './recorder/feedback.row';
import { GAPS } from './recorder/gap.row';

/** What goes row by row, and when; the months of answers and scores go as a whole, by `PartitionKeeper`. */
export function keptRows({ RECORDS_RETENTION_DAYS, JUDGE_RETENTION_DAYS }: EvalScorerConfig): KeptRows[] {
  const late = ['responses', 'scores'].map((table) => ({
    table: `eval_scorer.${table}_default`,
    since: 'accepted_at',
  }));
  const records = [...late, { table: FEEDBACK.table, since: 'given_at' }, { table: GAPS.table, since: 'noticed_at' }];
  const judge = ['judge_claims', 'judge_hours'].map((table) => ({ table: `eval_scorer.${table}`, since: 'hour' }));
  return [
    ...records.map((rows) => ({ ...rows, days: RECORDS_RETENTION_DAYS })),
    ...judge.map((rows) => ({ ...rows, days: JUDGE_RETENTION_DAYS })),
  ];
}
