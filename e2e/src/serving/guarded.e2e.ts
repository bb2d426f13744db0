import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryDirectory, waitFor } from '@gauntlet/testing';
import { sharedWorld } from '../world/address';
import { GauntletCommand } from '../world/command';
import { Database } from '../world/database';
import { GauntletClient } from '../world/gauntlet-client';
import { deploymentFolder } from '../world/prompts/deployment-folder';
import { ladderPin } from '../world/prompts/ladder-prompts';

const GUARDED = 'guarded';
const PROMPT = `
name: Guarded
description: Answers about a customer.
model: openai/sim-large
messages:
  - { role: system, content: 'Facts: {{note}}' }
  - { role: user, content: '{{input}}' }
`;
const NOTE = 'Returns are free within 30 days. The contact address of the customer is ann@example.org.';
const QUESTION = 'What is the contact address of the customer?';

describe('a prompt under the policy default@v2', () => {
  const world = sharedWorld();
  const client = new GauntletClient(world.services.ingress ?? '');
  const database = new Database(world.databaseUrl);
  const directory = temporaryDirectory();
  const ask = (text: string) => client.chat(text, { prompt: GUARDED, body: { metadata: { note: NOTE } } });

  beforeAll(async () => {
    const desired = { ...ladderPin(GUARDED), policy: 'default@v2' };
    const file = deploymentFolder(directory.path, { [GUARDED]: { versions: { v1: PROMPT }, desired } });
    await new GauntletCommand(world).text('deploy', file);
    const known = async () => (await ask('Hello')).status === 200;
    await waitFor(known, { deadlineMs: 10_000, description: `${GUARDED} in force` });
  });
  afterAll(async () => {
    await database.close();
    directory.remove();
  });

  it('gives the caller the values back that model, record and store know as placeholders only', async () => {
    const { body } = await ask(QUESTION);
    expect(body.choices[0]?.message.content).toContain('ann@example.org');
    const record = JSON.stringify(await client.record(body.gauntlet.request_id));
    expect(record).toContain('[EMAIL_1]');
    expect(record).not.toContain('ann@example.org');
    const row = await database.row('SELECT * FROM analytics.outputs WHERE request_id = $1', [body.gauntlet.request_id]);
    expect(JSON.stringify(row)).not.toContain('ann@example.org');
  });
});
