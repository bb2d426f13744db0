import { mkdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { waitFor } from '@gauntlet/testing';
import { stopSharedWorld } from '../world/address';
import { GauntletCommand } from '../world/command';
import { Database } from '../world/database';
import { GauntletClient } from '../world/gauntlet-client';
import { sendAll, SHOP, shopDeployment, userTexts } from '../world/recorded-traffic';
import { World } from '../world/world';

const REQUESTS = 1_000;

describe.sequential('recorded traffic', () => {
  let world: World;
  let client: GauntletClient;
  let database: Database;
  let gauntlet: GauntletCommand;
  const texts = userTexts(REQUESTS);

  beforeAll(async () => {
    await stopSharedWorld();
    world = await World.start();
    client = new GauntletClient(world.address.services.ingress ?? '');
    database = new Database(world.address.databaseUrl);
    gauntlet = new GauntletCommand(world.address, { GAUNTLET_DATA_DIR: world.path('author') });
    mkdirSync(world.path('artefacts'));
    await gauntlet.text('deploy', shopDeployment(world.path('artefacts')));
    const known = async () => (await client.chat('Hello', { prompt: SHOP })).status === 200;
    await waitFor(known, { deadlineMs: 10_000, description: `${SHOP} in force` });
    await sendAll(client, texts);
  });

  afterAll(async () => {
    await database.close();
    await world.stop();
  });

  it('becomes rows that stand for the whole, in redacted form, and the same with the same seed', async () => {
    const sample = async (file: string, ...more: string[]) => {
      const path = world.path(file);
      await gauntlet.text(
        'dataset',
        'sample',
        SHOP,
        '--from',
        '-1h',
        '--n',
        '60',
        '--stratify',
        'outcome,language',
        '--out',
        path,
        ...more,
      );
      const lines = readFileSync(path, 'utf8').trim().split('\n');
      return lines.map((line) => JSON.parse(line) as { id: string; weight: number; tags: string[]; cluster: string });
    };
    const rows = await sample('sample.jsonl');
    expect(rows).toHaveLength(60);
    const total = rows.reduce((sum, { weight }) => sum + weight, 0);
    // And the hello of the beginning.
    expect(total).toBeGreaterThanOrEqual(REQUESTS);
    expect(new Set(rows.map(({ tags }) => tags.join(' ')))).toContain('outcome-answered language-de');
    const written = readFileSync(world.path('sample.jsonl'), 'utf8');
    expect(written).toContain('[EMAIL_1]');
    expect(written).not.toMatch(/user\d+@example|4111 1111/);
    expect(await sample('again.jsonl', '--to', new Date().toISOString())).toEqual(rows);
    expect((await sample('other.jsonl', '--seed', '2')).map(({ id }) => id)).not.toEqual(rows.map(({ id }) => id));
  });
});
