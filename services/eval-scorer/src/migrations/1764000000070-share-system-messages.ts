import type { MigrationInterface, QueryRunner } from 'typeorm';

// Goes month by month as the records do, by the functions that make and drop their months.
const TABLE = `
  CREATE TABLE eval_scorer.system_messages (
    accepted_at timestamptz NOT NULL,
    hash text NOT NULL,
    messages jsonb NOT NULL,
    PRIMARY KEY (accepted_at, hash)
  ) PARTITION BY RANGE (accepted_at)`;

const DEFAULT_PARTITION = `
  CREATE TABLE eval_scorer.system_messages_default PARTITION OF eval_scorer.system_messages DEFAULT`;

// The keeper makes the months of this table only from now on. A record of an earlier month may still come, and its system
// messages have to stay as long as it does.
const MONTHS_OF_RESPONSES = `
  SELECT eval_scorer.add_month('system_messages', to_timestamp(right(relname, 7), 'YYYY_MM')::timestamp AT TIME ZONE 'UTC')
  FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid
  WHERE inhparent = 'eval_scorer.responses'::regclass AND relname ~ '^responses_\\d{4}_\\d{2}$'`;

const WHOLE = `coalesce((
      SELECT stored.messages || (answers.messages - 0) FROM eval_scorer.system_messages AS stored
      WHERE stored.hash = answers.messages #>> '{0,hash}'
        AND stored.accepted_at = date_trunc('day', answers.accepted_at, 'UTC')), answers.messages)`;

const outputs = (messages: string) => `
  CREATE OR REPLACE VIEW analytics.outputs AS
  SELECT request_id, tenant, accepted_at, released_at, prompt_name, prompt_version, prompt_hash, pin_offset, policy,
    canary, outcome, ARRAY(SELECT jsonb_array_elements_text(flags)) AS flags, reason, provider, model, finish_reason,
    input_tokens, output_tokens, cost_usd, latency_ms, input, ${messages} AS messages, answer, conversation, tags, trace_id
  FROM eval_scorer.answers`;

const BACK_INTO_RECORDS = `
  UPDATE eval_scorer.responses AS own SET messages = stored.messages || (own.messages - 0)
  FROM eval_scorer.system_messages AS stored
  WHERE stored.hash = own.messages #>> '{0,hash}' AND stored.accepted_at = date_trunc('day', own.accepted_at, 'UTC')`;

/**
 * Makes the table of the system messages that many records begin with, each once for all records of a day. Analysts see
 * whole messages as before. Records from before hold theirs and stay as they are.
 */
export class ShareSystemMessages1764000000070 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLE);
    await runner.query(DEFAULT_PARTITION);
    await runner.query(MONTHS_OF_RESPONSES);
    await runner.query(outputs(WHOLE));
  }

  // The version before reads records whole. Stop the instances of this version first: they can't write without the table.
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(BACK_INTO_RECORDS);
    await runner.query(outputs('answers.messages'));
    await runner.query('DROP TABLE eval_scorer.system_messages');
  }
}
