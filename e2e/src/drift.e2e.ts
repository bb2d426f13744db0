import { afterAll, describe, expect, it } from 'vitest';
import { TOPICS } from '@gauntlet/contracts';
import { waitFor } from '@gauntlet/testing';
import { sharedWorld } from './world/address';
import { Database } from './world/database';
import { GauntletClient } from './world/gauntlet-client';
import { Topics } from './world/topics';

const ALERT = `SELECT * FROM analytics.alerts WHERE monitor = 'refusals-high' AND state = $1`;

interface AlertRow {
  readonly alert_id: string;
  readonly prompt_version: string;
  readonly raised_value: number;
  readonly resolved_value: number | null;
}

describe('drift', () => {
  const world = sharedWorld();
  const client = new GauntletClient(world.services.ingress ?? '');
  const database = new Database(world.databaseUrl);
  const topics = new Topics(world.brokers);
  afterAll(async () => {
    await Promise.all([database.close(), topics.close()]);
  });

  const ask = (text: string) => client.chat(text, { prompt: 'ticket-triage' });
  const statesOf = async (alertId: string) => {
    const messages = await topics.read(TOPICS.drift);
    const facts = messages.map(({ value }) => JSON.parse(String(value)).facts);
    return facts.filter((fact) => fact.alertId === alertId).map(({ state }) => state);
  };

  it('raises an alert when a version starts to refuse, and resolves it when it answers again', async () => {
    await Promise.all(Array.from({ length: 12 }, () => ask('Please cancel my order. [[simulate:refuse]]')));
    const raised = await database.row<AlertRow>(ALERT, ['raised']);
    expect(raised).toMatchObject({ prompt_version: 'v1', resolved_value: null });
    expect(raised.raised_value).toBeGreaterThan(0.6);

    const resolved = await waitFor(
      async () => {
        await ask('Please cancel my order.');
        return (await database.query<AlertRow>(ALERT, ['resolved'])).find((row) => row.alert_id === raised.alert_id);
      },
      { deadlineMs: 45_000, description: 'the alert to be resolved', everyMs: 250 },
    );
    expect(resolved?.resolved_value).toBeLessThanOrEqual(0.1);
    await waitFor(async () => (await statesOf(raised.alert_id)).length === 2, {
      deadlineMs: 20_000,
      description: 'both changes on llm.drift.detected.v1',
    });
    expect(await statesOf(raised.alert_id)).toEqual(['raised', 'resolved']);
  });
});
