import type { KeptRows } from '@gauntlet/persistence';
import type { EvalScorerConfig } from './eval-scorer.config';
import { FEEDBACK } from './recorder/feedback.row';
import { GAPS } from './recorder/gap.row';
import { GATE_ROWS } from './recorder/gate.row';

/**
 * What goes row by row, and when; the months of answers and scores go as a whole, by `PartitionKeeper`. System messages are
 * dated by the start of a day, so they go after the last answer of that day. The result of a gate stays: a pin names it.
 */
export function keptRows({ RECORDS_RETENTION_DAYS: days, JUDGE_RETENTION_DAYS }: EvalScorerConfig): KeptRows[] {
  const spent = ['judge_claims', 'judge_hours', 'shadow_claims', 'shadow_hours'];
  const budgets = spent.map((table) => ({ table: `eval_scorer.${table}`, since: 'hour' }));
  return [
    { table: 'eval_scorer.responses_default', since: 'accepted_at', days },
    { table: 'eval_scorer.scores_default', since: 'accepted_at', days },
    { table: 'eval_scorer.system_messages_default', since: 'accepted_at', days: days + 2 },
    { table: FEEDBACK.table, since: 'given_at', days },
    { table: GAPS.table, since: 'noticed_at', days },
    { table: GATE_ROWS.table, since: 'gated_at', days },
    ...budgets.map((rows) => ({ ...rows, days: JUDGE_RETENTION_DAYS })),
  ];
}
