import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryDirectory, waitFor } from '@gauntlet/testing';
import { sharedWorld } from '../world/address';
import { GauntletCommand } from '../world/command';
import { Database } from '../world/database';
import { GauntletClient } from '../world/gauntlet-client';
import { backupDeployment, JSON_ANSWER, SYSTEM, TEXT } from '../world/prompts/backup-prompts';

const QUESTION = 'How long are returns free?';

describe('a backup with a prompt version of its own', () => {
  const world = sharedWorld();
  const client = new GauntletClient(world.services.ingress ?? '');
  const gauntlet = new GauntletCommand(world);
  const database = new Database(world.databaseUrl);
  const directory = temporaryDirectory();
  let plan: string;

  beforeAll(async () => {
    plan = await gauntlet.text('deploy', backupDeployment(directory.path));
    const known = async () => (await client.chat('Hello', { prompt: JSON_ANSWER })).status === 200;
    await waitFor(known, { deadlineMs: 10_000, description: `${JSON_ANSWER} in force` });
  });
  afterAll(async () => {
    await database.close();
    directory.remove();
  });

  async function ask(prompt: string, question: string) {
    const { status, body } = await client.chat(question, { prompt });
    expect(status).toBe(200);
    const record = await client.record(body.gauntlet.request_id);
    const messages = record.stages.find(({ stage }) => stage === 'prompt-render')?.messages ?? [];
    return { body, text: body.choices[0]?.message.content ?? '', record, messages };
  }

  const failing = (prompt: string) => `[[simulate:status-400@${prompt}]]`;
  const systemOf = (version: keyof typeof SYSTEM) => ({
    role: 'system',
    content: expect.stringContaining(SYSTEM[version]) as string,
  });

  it('is planned and shown as such', async () => {
    expect(plan).toMatch(/^publish +prompt backup-text@v2$/m);
    expect(plan).toMatch(
      /^pin +backup-text@v1 .* on openai\/backup-text \(.*\), then anthropic\/spare \(v2, max_tokens 200\)$/m,
    );
    expect(await gauntlet.text('pins', 'history', TEXT)).toContain('anthropic/spare (v2, max_tokens 200)');
    expect(await gauntlet.text('prompts', 'list')).toMatch(/^backup-text@v2 +backup /m);
  });

  it('is not asked while the first model answers', async () => {
    const { body, text, messages } = await ask(TEXT, QUESTION);
    expect(text).toContain('30 days');
    expect(body.gauntlet).toMatchObject({ prompt: 'backup-text@v1', flags: [] });
    expect(messages).toMatchObject([systemOf('v1'), { role: 'user', content: QUESTION }]);
  });

  it('answers from that version when the first model fails, and all records name it', async () => {
    const question = `${QUESTION} ${failing(TEXT)}`;
    const { body, text, record, messages } = await ask(TEXT, question);
    expect(text).toContain('one month');
    expect(body.gauntlet).toMatchObject({ prompt: 'backup-text@v2', provider: 'anthropic', flags: ['fallback'] });
    expect(record).toMatchObject({ prompt: 'backup-text@v2', pin: { prompt: { version: 'v1' } } });
    expect(messages).toMatchObject([systemOf('v2'), { role: 'user', content: question }]);
    const id = body.gauntlet.request_id;
    for (const view of ['outputs', 'scores']) {
      const sql = `SELECT prompt_version FROM analytics.${view} WHERE request_id = $1`;
      expect(await database.row(sql, [id]), view).toEqual({ prompt_version: 'v2' });
    }
    const attempts = 'SELECT DISTINCT rung, prompt_version FROM analytics.attempts WHERE request_id = $1 ORDER BY rung';
    expect(await database.query(attempts, [id])).toEqual([
      { rung: 0, prompt_version: 'v1' },
      { rung: 1, prompt_version: 'v2' },
    ]);
    const shown = await gauntlet.text('show', id);
    expect(shown).toMatch(/^prompt +backup-text@v2, the backup’s \(pinned v1\), pin at offset \d+$/m);
  });

  it('goes on with its conversation in the repair turn', async () => {
    const question = `${QUESTION} ${failing(JSON_ANSWER)} [[simulate:json-broken@spare]]`;
    const { body, text, messages } = await ask(JSON_ANSWER, question);
    expect(JSON.parse(text)).toMatchObject({ days: expect.any(Number) as number });
    expect(body.gauntlet).toMatchObject({ prompt: 'backup-json@v2', flags: ['repaired', 'fallback'] });
    expect(messages.map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'user']);
    expect(messages[0]).toMatchObject(systemOf('v2'));
  });

  it('keeps a version out of force that it can’t stand in for', async () => {
    const pinned = gauntlet.text('pin', `${TEXT}@v3`, '--reason', 'a version with a variable');
    await expect(pinned).rejects.toThrow(/v2 takes no variables, but v3 takes the variables customer/);
    await gauntlet.text('pin', `${TEXT}@v3`, '--no-backup', '--reason', 'alone it may');
    await gauntlet.text('rollback', TEXT);
    expect(await gauntlet.text('pins', 'history', TEXT)).toMatch(/\* .*backup-text@v1 .*spare \(v2, /);
  });
});
