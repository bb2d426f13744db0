import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How a table's rows that stand are selected, and what tells scores of one request apart. */
type SelectFirst = (table: string, alike?: readonly string[]) => string;

// The text of the rule on the day of this migration. A later text of the rule needs a later migration.
const firstOfRequest: SelectFirst = (table, alike = []) => {
  const same = ['request_id', ...alike].map((column) => `earlier.${column} = own.${column}`).join(' AND ');
  return `SELECT own.* FROM ${table} own WHERE NOT EXISTS (
    SELECT FROM ${table} earlier WHERE ${same}
      AND (earlier.log_offset, earlier.log_partition) < (own.log_offset, own.log_partition))`;
};

// As it was before: a request id counted as another request when it was accepted more than 24 hours apart.
const firstOfDay: SelectFirst = (table, alike = []) => {
  const same = ['request_id', ...alike].map((column) => `earlier.${column} = own.${column}`).join(' AND ');
  return `SELECT own.* FROM ${table} own WHERE NOT EXISTS (
    SELECT FROM ${table} earlier WHERE ${same}
      AND earlier.accepted_at BETWEEN own.accepted_at - interval '24 hours' AND own.accepted_at + interval '24 hours'
      AND (earlier.log_offset, earlier.log_partition) < (own.log_offset, own.log_partition))`;
};

const viewsWith = (selectFirst: SelectFirst) => ({
  'eval_scorer.answers': `
    SELECT * FROM (${selectFirst('eval_scorer.responses')}) AS answers WHERE tenant <> 'gauntlet'`,
  'eval_scorer.first_scores': selectFirst('eval_scorer.scores', ['scorer', 'scorer_version']),
  'analytics.judge_calls': `
    SELECT request_id, tags ->> 'judged-request' AS judged_request_id, tags ->> 'judged-tenant' AS judged_tenant,
      tags ->> 'sampling-reason' AS sampling_reason, accepted_at, prompt_name AS judge, prompt_version AS judge_version,
      outcome, reason, provider, model, input_tokens, output_tokens, cost_usd, latency_ms, answer, trace_id
    FROM (${selectFirst('eval_scorer.responses')}) AS replies
    WHERE tenant = 'gauntlet' AND tags ? 'judged-request'`,
});

/** Makes the views of what stands by the one rule of contracts, which knows a request by its id alone. */
export class FirstByOffset1764000000040 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await replaceViews(runner, viewsWith(firstOfRequest));
  }

  async down(runner: QueryRunner): Promise<void> {
    await replaceViews(runner, viewsWith(firstOfDay));
  }
}

async function replaceViews(runner: QueryRunner, views: Readonly<Record<string, string>>): Promise<void> {
  for (const [view, select] of Object.entries(views)) await runner.query(`CREATE OR REPLACE VIEW ${view} AS ${select}`);
}
