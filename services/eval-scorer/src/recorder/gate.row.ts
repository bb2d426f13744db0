import type { GauntletEvent, TOPICS } from '@gauntlet/contracts';
import type { BulkTarget, RowOf } from '@gauntlet/persistence';

/** Table of the results of gates. A run has one, however often it is told. */
export const GATES = {
  table: 'eval_scorer.gates',
  columns: {
    event_id: 'uuid',
    run: 'text',
    gated_at: 'timestamptz',
    gated_by: 'text',
    prompt_name: 'text',
    verdict: 'text',
    candidate: 'jsonb',
    baseline: 'jsonb',
    models: 'jsonb',
    dataset_name: 'text',
    dataset_version: 'text',
    gate_hash: 'text null',
    judge: 'text null',
    rules: 'jsonb',
    row_count: 'integer',
    repeats: 'integer',
  },
  conflict: '(event_id) DO NOTHING',
} as const satisfies BulkTarget;

/** Table of the scores that a gate went by, a row for each row of its dataset. */
export const GATE_ROWS = {
  table: 'eval_scorer.gate_rows',
  columns: { event_id: 'uuid', gated_at: 'timestamptz', row_id: 'text', scores: 'jsonb' },
  conflict: '(event_id, row_id) DO NOTHING',
} as const satisfies BulkTarget;

type Gated = GauntletEvent<typeof TOPICS.gated>;

/** The result of a gate as a row. */
export function gateRow({ id, facts }: Gated): RowOf<typeof GATES> {
  const { run, at, by, candidate, baseline, models, dataset, gate, judge, verdict, rules, rows, repeats } = facts;
  return {
    ...{ event_id: id, run, gated_at: at, gated_by: by, prompt_name: candidate.prompt.name, verdict },
    ...{ candidate, baseline, models, dataset_name: dataset.name, dataset_version: dataset.version },
    ...{ gate_hash: gate, judge, rules, row_count: rows, repeats },
  };
}

/** The scores of a gate, which the event has by metric, by row. */
export function gateRows({ id, facts, content }: Gated): RowOf<typeof GATE_ROWS>[] {
  return content.rows.map((row, index) => {
    const scores = content.metrics.map(({ name, baseline, candidate }) => {
      return [name, { baseline: baseline[index] ?? null, candidate: candidate[index] ?? null }] as const;
    });
    return { event_id: id, gated_at: facts.at, row_id: row, scores: Object.fromEntries(scores) };
  });
}
