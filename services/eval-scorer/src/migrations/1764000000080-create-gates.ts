import type { MigrationInterface, QueryRunner } from 'typeorm';

const GATES = `
  CREATE TABLE eval_scorer.gates (
    event_id uuid PRIMARY KEY,
    run text NOT NULL,
    gated_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    gated_by text NOT NULL,
    prompt_name text NOT NULL,
    verdict text NOT NULL,
    candidate jsonb NOT NULL,
    baseline jsonb NOT NULL,
    models jsonb NOT NULL,
    dataset_name text NOT NULL,
    dataset_version text NOT NULL,
    gate_hash text,
    judge text,
    rules jsonb NOT NULL,
    row_count integer NOT NULL,
    repeats integer NOT NULL
  )`;

const ROWS = `
  CREATE TABLE eval_scorer.gate_rows (
    event_id uuid NOT NULL,
    gated_at timestamptz NOT NULL,
    row_id text NOT NULL,
    scores jsonb NOT NULL,
    PRIMARY KEY (event_id, row_id)
  )`;

const variant = (side: string) =>
  ['prompt', 'policy']
    .flatMap((part) => [
      `${side}->'${part}'->>'version' AS ${side}_${part === 'prompt' ? 'version' : 'policy_version'}`,
      `${side}->'${part}'->>'hash' AS ${side}_${part}_hash`,
    ])
    .join(', ');

const GATES_VIEW = `
  CREATE VIEW analytics.gates AS
  SELECT run, gated_at, gated_by, prompt_name, verdict, ${variant('candidate')},
    candidate->'policy'->>'name' AS candidate_policy, candidate->'model'->>'provider' AS provider,
    candidate->'model'->>'model' AS model, candidate->'model'->'parameters' AS parameters, models, ${variant('baseline')},
    baseline->'policy'->>'name' AS baseline_policy, baseline->'model'->>'provider' AS baseline_provider,
    baseline->'model'->>'model' AS baseline_model, baseline->'model'->'parameters' AS baseline_parameters,
    dataset_name, dataset_version, gate_hash, judge, rules, row_count, repeats
  FROM eval_scorer.gates`;

const ROWS_VIEW = `
  CREATE VIEW analytics.gate_rows AS
  SELECT gates.run, gates.gated_at, gates.prompt_name, gate_rows.row_id, metric.key AS metric,
    (metric.value->>'baseline')::double precision AS baseline,
    (metric.value->>'candidate')::double precision AS candidate
  FROM eval_scorer.gate_rows JOIN eval_scorer.gates USING (event_id), jsonb_each(gate_rows.scores) AS metric`;

const COMMENTS = {
  'VIEW analytics.gates': 'One row per finished eval run: what its rules said of a candidate, with their intervals.',
  'COLUMN analytics.gates.run': 'joins analytics.gate_rows; gauntlet pins history names it',
  'COLUMN analytics.gates.verdict': 'pass, fail or not enough data',
  'COLUMN analytics.gates.candidate_prompt_hash': 'SHA-256 of the file of candidate_version',
  'COLUMN analytics.gates.models':
    'provider/model as they answered for the candidate, such as dated snapshots; a backup is among them when it answered',
  'COLUMN analytics.gates.parameters': 'that the model of the candidate was asked with',
  'COLUMN analytics.gates.dataset_version': 'hash of what the rows say',
  'COLUMN analytics.gates.gate_hash':
    'SHA-256 of the gate file; null for a run by the options of its command, which is no evidence for a pin',
  'COLUMN analytics.gates.judge': 'judges that scored, such as judge-helpfulness@v1, by comma; null when none did',
  'COLUMN analytics.gates.rules':
    'list of {rule, verdict, metric, value, interval, rowsNeeded, detail}; a bound that is null is open',
  'COLUMN analytics.gates.row_count': 'rows of the run; analytics.gate_rows has at most 1,000 of them',
  'VIEW analytics.gate_rows':
    'What each row of a run scored on both sides, by metric. Kept as long as answers are; the gate itself stays.',
  'COLUMN analytics.gate_rows.row_id': 'id of the row in its dataset',
  'COLUMN analytics.gate_rows.baseline': 'mean of the repeats, 0 to 1; null without a score',
  'COLUMN analytics.gate_rows.candidate': 'mean of the repeats, 0 to 1; null without a score',
};

/** What gates said of candidates, and the scores that they went by. */
export class CreateGates1764000000080 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [GATES, ROWS, GATES_VIEW, ROWS_VIEW]) await runner.query(statement);
    await runner.query('CREATE INDEX ON eval_scorer.gates (prompt_name, gated_at)');
    for (const [what, comment] of Object.entries(COMMENTS)) await runner.query(`COMMENT ON ${what} IS '${comment}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const view of ['gate_rows', 'gates']) await runner.query(`DROP VIEW analytics.${view}`);
    for (const table of ['gate_rows', 'gates']) await runner.query(`DROP TABLE eval_scorer.${table}`);
  }
}
