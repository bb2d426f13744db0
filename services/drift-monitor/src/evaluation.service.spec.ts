import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Monitor } from '@gauntlet/artefacts';
import { encodeEvent, type GauntletEvent, TOPICS } from '@gauntlet/contracts';
import { EventPublisher } from '@gauntlet/messaging';
import { Database, Retention } from '@gauntlet/persistence';
import { DatabaseWorld } from '@gauntlet/persistence/testing';
import { exampleEvent, tableMisfits } from '@gauntlet/testing';
import { AlertRepository } from './alert.repository';
import { ThresholdDetector } from './detectors/threshold.detector';
import { DriftMonitorConfig } from './drift-monitor.config';
import { DETECTOR, EvaluationService, MONITORS } from './evaluation.service';
import { keptRows } from './kept-rows';
import { MeasurementRepository } from './measurement.repository';
import { MIGRATIONS } from './migrations/all-migrations';
import { RESPONSES, SCORES } from './observation.rows';
import { ObservationService } from './observation.service';

const NOON = Date.parse('2026-11-23T12:00:00.000Z');
const refusals: Monitor = {
  name: 'refusals-high',
  prompt: '*',
  except: [],
  metric: 'refusal_rate',
  windowMs: 60_000,
  minSamples: 4,
  direction: 'above',
  threshold: 0.4,
  resolveAt: 0.1,
};

/** Stands where Kafka is: keeps what was published, and can be away. */
class PublisherFake {
  published: GauntletEvent<typeof TOPICS.drift>[] = [];
  away = false;

  async publish(event: GauntletEvent<typeof TOPICS.drift>): Promise<void> {
    if (this.away) throw new Error('away');
    encodeEvent(event);
    this.published.push(event);
  }
}

describe('EvaluationService', () => {
  const publisher = new PublisherFake();
  const monitors: Monitor[] = [];
  let world: DatabaseWorld;
  let database: Database;
  let observations: ObservationService;
  let offset = 0;

  beforeAll(async () => {
    world = await DatabaseWorld.start({
      schema: 'drift_monitor',
      migrations: MIGRATIONS,
      providers: [
        ObservationService,
        MeasurementRepository,
        AlertRepository,
        EvaluationService,
        { provide: DriftMonitorConfig, useValue: new DriftMonitorConfig() },
        { provide: MONITORS, useValue: monitors },
        { provide: DETECTOR, useClass: ThresholdDetector },
        { provide: EventPublisher, useValue: publisher },
      ],
    });
    ({ database } = world);
    observations = world.module.get(ObservationService);
  });

  afterAll(() => world.stop());

  beforeEach(async () => {
    await database.query('TRUNCATE drift_monitor.responses, drift_monitor.scores, drift_monitor.alerts');
    publisher.published = [];
    publisher.away = false;
    monitors.splice(0, monitors.length, refusals);
  });

  const evaluate = (secondsAfterNoon: number) =>
    world.module.get(EvaluationService).evaluate(new Date(NOON + secondsAfterNoon * 1000));
  const told = () => publisher.published.map(({ facts }) => `${facts.state} ${facts.prompt.version} ${facts.samples}`);
  const alerts = () => database.query<Record<string, unknown>>('SELECT * FROM analytics.alerts ORDER BY raised_at');

  async function answer({ atSeconds = 1, refused = false, version = 'v7', id = randomUUID(), latencyMs = 1000 } = {}) {
    const event = exampleEvent(TOPICS.released);
    const acceptedAt = new Date(NOON + atSeconds * 1000).toISOString();
    Object.assign(event.facts.request, { id, acceptedAt });
    event.facts.request.pin.prompt.version = version;
    const outcome = refused ? 'flag' : 'pass';
    event.facts.trail.verdicts.push({
      side: 'output',
      turn: 0,
      check: 'refusal',
      outcome,
      reason: null,
      durationMs: 1,
    });
    offset += 1;
    const timestamp = Date.parse(acceptedAt) + latencyMs;
    await observations.observeReleased(event, { partition: 0, offset: `${offset}`, timestamp, traceId: null });
  }

  const answers = (count: number, options: Parameters<typeof answer>[0]) =>
    Promise.all(Array.from({ length: count }, () => answer(options)));

  it('has the columns that observations are written to', async () => {
    for (const table of [RESPONSES, SCORES]) {
      expect(await tableMisfits(table, (sql, parameters) => database.query(sql, parameters))).toEqual([]);
    }
  });

  it('measures rates, cost and latency of each version from the first candidate of each request', async () => {
    const id = randomUUID();
    await answer({ id, refused: true, latencyMs: 100 });
    await answer({ id, latencyMs: 9000 });
    await answer({ id, atSeconds: 2, latencyMs: 9000 });
    await answer({ latencyMs: 300 });
    await answer({ version: 'v6', latencyMs: 50 });
    await answer({ atSeconds: 60 });
    const window = { start: new Date(NOON), end: new Date(NOON + 60_000) };
    const measured = await world.module.get(MeasurementRepository).measure(window);
    const seen = measured.map(({ promptVersion, metric, value, samples }) => [promptVersion, metric, value, samples]);
    expect(seen).toEqual(
      expect.arrayContaining([
        ['v7', 'refusal_rate', 0.5, 2],
        ['v7', 'canned_rate', 0, 2],
        ['v7', 'mean_cost_usd', 0.00123, 2],
        ['v7', 'latency_p50_ms', 200, 2],
        ['v6', 'latency_p95_ms', 50, 1],
      ]),
    );
  });

  it('watches a prompt neither after it is excepted nor by a monitor of another one, and ends its alert', async () => {
    await answers(5, { refused: true });
    await evaluate(60);
    expect(told()).toEqual(['raised v7 5']);
    monitors.splice(0, 1, { ...refusals, except: ['support-agent'] }, { ...refusals, name: 'other', prompt: 'other' });
    await evaluate(60);
    expect(told()).toEqual(['raised v7 5', 'resolved v7 0']);
  });

  it('weighs scores by what they stand for, and counts each scorer once per request', async () => {
    const event = exampleEvent(TOPICS.scored);
    const score = async (
      value: number,
      { weight, version = 'v1', id = randomUUID() as string }: { weight: number; version?: string; id?: string },
    ) => {
      const facts = structuredClone(event.facts);
      Object.assign(facts, { requestId: id, score: value, acceptedAt: new Date(NOON + 1000).toISOString() });
      facts.scorer = { name: 'grounding', version };
      facts.sampling.weight = weight;
      offset += 1;
      await observations.observeScore(
        { ...event, facts },
        { partition: 0, offset: `${offset}`, timestamp: NOON, traceId: null },
      );
    };
    const id = randomUUID();
    await score(0, { weight: 1 });
    await score(1, { weight: 3, id });
    await score(0, { weight: 3, id });
    await score(0.2, { weight: 1, version: 'v1', id: '00000000-0000-4000-8000-000000000001' });
    await score(0.8, { weight: 1, version: 'v2', id: '00000000-0000-4000-8000-000000000001' });
    const window = { start: new Date(NOON), end: new Date(NOON + 60_000) };
    const [measured] = await world.module.get(MeasurementRepository).measure(window);
    expect(measured).toMatchObject({ metric: 'score.grounding', samples: 3 });
    expect(measured?.value).toBeCloseTo(3.8 / 5, 10);
  });

  it('leaves out what Gauntlet asked itself, and scores of answers that were picked for being disliked', async () => {
    const own = exampleEvent(TOPICS.released);
    own.facts.request.tenant = 'gauntlet';
    const disliked = exampleEvent(TOPICS.scored);
    disliked.facts.sampling = { reason: 'disliked', weight: 1 };
    await observations.observeReleased(own, { partition: 0, offset: '1', timestamp: NOON, traceId: null });
    const ofShadow = exampleEvent(TOPICS.scored);
    ofShadow.facts.tenant = 'gauntlet';
    await observations.observeScore(disliked, { partition: 0, offset: '2', timestamp: NOON, traceId: null });
    await observations.observeScore(ofShadow, { partition: 0, offset: '3', timestamp: NOON, traceId: null });
    expect(await database.query('SELECT 1 FROM drift_monitor.responses')).toEqual([]);
    expect(await database.query('SELECT 1 FROM drift_monitor.scores')).toEqual([]);
  });

  it('raises once, stays open between the thresholds, and resolves', async () => {
    await answers(2, { refused: true });
    await answers(2, { refused: false });
    await evaluate(30);
    await evaluate(40);
    expect(told()).toEqual(['raised v7 4']);
    await answers(8, { atSeconds: 45 });
    await evaluate(55);
    expect(told()).toHaveLength(1);
    await evaluate(100);
    expect(told()).toEqual(['raised v7 4', 'resolved v7 8']);
    const [raised, resolved] = publisher.published;
    expect(resolved?.facts.alertId).toBe(raised?.facts.alertId);
    expect(resolved?.id).not.toBe(raised?.id);
    expect(await alerts()).toMatchObject([{ state: 'resolved', raised_value: 0.5, resolved_value: 0 }]);
  });

  it('lets only one of several instances raise', async () => {
    await answers(4, { refused: true });
    await Promise.all(Array.from({ length: 5 }, () => evaluate(30)));
    expect(await alerts()).toHaveLength(1);
    expect(new Set(publisher.published.map(({ id }) => id)).size).toBe(1);
  });

  it('publishes what it stored once Kafka is back', async () => {
    await answers(4, { refused: true });
    publisher.away = true;
    await expect(evaluate(30)).rejects.toThrow('away');
    publisher.away = false;
    await evaluate(200);
    expect(told()).toEqual(['raised v7 4']);
  });

  it('resolves the alert of a version that was rolled back, but knows nothing when there are no answers at all', async () => {
    await answers(4, { refused: true });
    await evaluate(30);
    await evaluate(200);
    expect(told()).toEqual(['raised v7 4']);
    await answers(4, { version: 'v6', atSeconds: 210 });
    await evaluate(220);
    expect(told()).toEqual(['raised v7 4', 'resolved v7 0']);
  });

  it('resolves the alert of a monitor that was taken out of the file', async () => {
    await answers(4, { refused: true });
    await evaluate(30);
    monitors.splice(0);
    await evaluate(40);
    expect(told()).toEqual(['raised v7 4', 'resolved v7 0']);
  });

  it('forgets answers after 8 days, and alerts 400 days after their end was told', async () => {
    const count = async (table: string) => (await database.query(`SELECT 1 FROM drift_monitor.${table}`)).length;
    const age = (table: string, column: string, days: number) =>
      database.query(`UPDATE drift_monitor.${table} SET ${column} = now() - make_interval(days => $1)`, [days]);
    await answers(4, { refused: true });
    await evaluate(30);
    const retention = new Retention(database, keptRows(new DriftMonitorConfig()));
    await age('responses', 'accepted_at', 7);
    await age('alerts', 'raised_end', 500);
    await retention.run();
    expect([await count('responses'), await count('alerts')]).toEqual([4, 1]);
    await age('responses', 'accepted_at', 9);
    await age('alerts', 'resolved_end', 401);
    await retention.run();
    expect([await count('responses'), await count('alerts')]).toEqual([0, 1]);
    await database.query('UPDATE drift_monitor.alerts SET resolved_published = true');
    await retention.run();
    expect(await count('alerts')).toBe(0);
  });

  it('shows windows per minute and version', async () => {
    await answers(2, { refused: true });
    await answer({ atSeconds: 61 });
    const sql = 'SELECT answers::int, refusal_rate FROM analytics.windows ORDER BY window_start';
    expect(await database.query(sql)).toEqual([
      { answers: 2, refusal_rate: 1 },
      { answers: 1, refusal_rate: 0 },
    ]);
  });
});
