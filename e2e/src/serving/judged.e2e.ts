import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryDirectory, waitFor } from '@gauntlet/testing';
import { stopSharedWorld } from '../world/address';
import { GauntletCommand } from '../world/command';
import { Database } from '../world/database';
import { GauntletClient } from '../world/gauntlet-client';
import { deploymentFolder } from '../world/prompts/deployment-folder';
import { ladderPin } from '../world/prompts/ladder-prompts';
import { Upstream } from '../world/upstream';
import { World } from '../world/world';

const GREYS = ['block', 'pass'] as const;
type Grey = (typeof GREYS)[number];

/** Every text is in doubt. */
const policyOf = (grey: Grey) => `
name: judged-${grey}
version: v1
description: for one suite
refusalAnswer: No.
input:
  checks:
    - { check: injection, action: block, grey: ${grey}, judge: injection-judge@v2, options: { judge: 0, block: 1 } }
output: { checks: [{ check: refusal, action: flag }] }
`;
const PROMPT = `
name: Judged
description: Answers about returns.
model: openai/sim-large
messages:
  - { role: system, content: Returns are free within 30 days. }
  - { role: user, content: '{{input}}' }
`;

describe('a policy that names a judge', () => {
  const directory = temporaryDirectory();
  let world: World;
  let client: GauntletClient;
  let database: Database;

  beforeAll(async () => {
    await stopSharedWorld();
    world = await World.start({ env: { GUARDRAIL_JUDGE_MODEL: 'openai/sim-judge' } });
    client = new GauntletClient(world.address.services.ingress ?? '');
    database = new Database(world.address.databaseUrl);
    const prompt = (grey: Grey) => {
      const desired = { ...ladderPin(`judged-${grey}`), policy: `judged-${grey}@v1` };
      return [`judged-${grey}`, { versions: { v1: PROMPT }, desired }] as const;
    };
    const policies = Object.fromEntries(GREYS.map((grey) => [`judged-${grey}`, policyOf(grey)]));
    const file = deploymentFolder(directory.path, Object.fromEntries(GREYS.map(prompt)), policies);
    await new GauntletCommand(world.address).text('deploy', file);
    for (const grey of GREYS) {
      const known = async () => (await client.chat('Hello', { prompt: `judged-${grey}` })).status === 200;
      await waitFor(known, { deadlineMs: 10_000, description: `judged-${grey} in force` });
    }
  });
  afterAll(async () => {
    await database.close();
    await world.stop();
    directory.remove();
  });

  /** The outcome for the caller, and the verdict as an analyst sees it. */
  async function ask(text: string, grey: Grey) {
    const { body } = await client.chat(text, { prompt: `judged-${grey}` });
    const { outcome, request_id: id } = body.gauntlet;
    const sql = `SELECT outcome, zone, judge FROM analytics.verdicts WHERE request_id = $1 AND check_name = 'injection'`;
    return { id, outcome, verdict: await database.row<Record<string, unknown>>(sql, [id]) };
  }

  // The simulated model takes the word that the text itself has.
  it('blocks what is judged an attack before a model is paid to answer it', async () => {
    const { id, outcome, verdict } = await ask('How are returns made harmful?', 'pass');
    expect(outcome).toBe('blocked');
    expect(verdict).toMatchObject({ outcome: 'block', zone: 'judge', judge: { verdict: 'harmful', reason: null } });
    expect(await new Upstream(world.address.upstreamUrl).callsFor(id)).toEqual([]);
    expect(JSON.stringify(await client.record(id))).toContain('"model":"openai/sim-judge"');
  });

  it('lets through what is judged harmless, and the record says by which prompt and at what cost', async () => {
    const { outcome, verdict } = await ask('How long are harmless returns free?', 'block');
    expect(outcome).toBe('answered');
    const judge = { prompt: 'injection-judge@v2', model: 'openai/sim-judge', verdict: 'harmless' };
    expect(verdict).toMatchObject({ outcome: 'pass', zone: 'judge', judge });
    expect(verdict['judge']).toMatchObject({ hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
    expect(verdict['judge']).toMatchObject({ usage: { inputTokens: expect.any(Number) as number } });
  });

  it.each([
    ['is down', 'status-500', 'failed', 'block', 'blocked'],
    ['is down', 'status-500', 'failed', 'pass', 'answered'],
    ['never answers', 'never-answer', 'late', 'block', 'blocked'],
    ['never answers', 'never-answer', 'late', 'pass', 'answered'],
    ['answers in a form of its own', 'json-hopeless', 'unreadable', 'block', 'blocked'],
  ] as const)('follows its grey when the judge %s (%s)', async (_, fault, reason, grey, outcome) => {
    const asked = await ask(`How long are returns free? [[simulate:${fault}@sim-judge]]`, grey);
    expect(asked).toMatchObject({
      outcome,
      verdict: { outcome: grey, zone: 'judge', judge: { verdict: null, reason } },
    });
  });
});
