import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TOPICS } from '@gauntlet/contracts';
import { DatabaseWorld } from '@gauntlet/persistence/testing';
import { exampleEvent } from '@gauntlet/testing';
import { MIGRATIONS } from '../migrations/all-migrations';
import { RecorderService } from './recorder.service';

describe('the results of gates', () => {
  let world: DatabaseWorld;
  let recorder: RecorderService;

  beforeAll(async () => {
    world = await DatabaseWorld.start({ schema: 'eval_scorer', migrations: MIGRATIONS, providers: [RecorderService] });
    recorder = world.module.get(RecorderService);
  });

  afterAll(() => world.stop());

  const rows = (sql: string, parameters: unknown[] = []) =>
    world.database.query<Record<string, unknown>>(sql, parameters);

  it('show what a gate came to, and what each row scored, once however often it is told', async () => {
    const gated = exampleEvent(TOPICS.gated);
    for (let told = 0; told < 2; told += 1) await recorder.recordGate(gated);
    expect(await rows('SELECT * FROM analytics.gates')).toMatchObject([
      {
        ...{ run: gated.facts.run, prompt_name: 'support-agent', verdict: 'pass', candidate_version: 'v8' },
        ...{ baseline_version: 'v7', model: 'sim-large', parameters: { temperature: 0.2 }, row_count: 3, judge: null },
        ...{
          candidate_prompt_hash: 'a'.repeat(64),
          candidate_policy_hash: 'b'.repeat(64),
          candidate_policy: 'default',
        },
        rules: gated.facts.rules,
      },
    ]);
    const scores = 'SELECT row_id, metric, baseline, candidate FROM analytics.gate_rows WHERE run = $1 ORDER BY row_id';
    const metric = 'close to the expected answer';
    expect(await rows(scores, [gated.facts.run])).toEqual([
      { row_id: 'returns', metric, baseline: 0.5, candidate: 0.75 },
      { row_id: 'row-3', metric, baseline: null, candidate: 0.25 },
      { row_id: 'shipping', metric, baseline: 1, candidate: 1 },
    ]);
  });
});
