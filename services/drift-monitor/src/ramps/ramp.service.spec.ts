import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { encodeEvent, type GauntletEvent, TOPICS } from '@gauntlet/contracts';
import { EventPublisher } from '@gauntlet/messaging';
import { DatabaseWorld } from '@gauntlet/persistence/testing';
import { Registry, type RunningRamp } from '@gauntlet/registry';
import { exampleEvent } from '@gauntlet/testing';
import { exampleRamp } from '../../test/ramp';
import { MIGRATIONS } from '../migrations/all-migrations';
import { ObservationService } from '../observation.service';
import type { ArmsMetric } from './arms';
import { ArmsRepository } from './arms.repository';
import { ArmsEvidence } from './arms-evidence';
import { RampService } from './ramp.service';

const BEGAN = Date.parse('2026-11-23T12:00:00.000Z');
const MINUTE = 60_000;

describe('RampService', () => {
  const published: GauntletEvent<typeof TOPICS.pinned>[] = [];
  const ramps: RunningRamp[] = [];
  let world: DatabaseWorld;
  let observations: ObservationService;
  let offset = 0;

  const publish = (event: GauntletEvent<typeof TOPICS.pinned>) => {
    encodeEvent(event);
    published.push(event);
    return Promise.resolve({});
  };

  beforeAll(async () => {
    world = await DatabaseWorld.start({
      schema: 'drift_monitor',
      migrations: MIGRATIONS,
      providers: [
        ObservationService,
        ArmsRepository,
        { provide: EventPublisher, useValue: { publish } },
        { provide: Registry, useValue: { ramps: () => ramps } },
      ],
    });
    observations = world.module.get(ObservationService);
  });

  afterAll(() => world.stop());

  beforeEach(async () => {
    await world.database.query('TRUNCATE drift_monitor.responses, drift_monitor.scores');
    published.length = 0;
    // Of no ramp: time goes on by what is stored.
    await answer({ minute: 90, pin: 1 });
    ramps.splice(0, ramps.length, exampleRamp({ beganAt: BEGAN }));
  });

  const evidence = () => new ArmsEvidence(world.module.get(ArmsRepository));

  /** An instance of its own, as after a restart. */
  const instance = () =>
    new RampService({ ramps: () => ramps } as unknown as Registry, evidence(), { publish } as never);
  /** What an instance that has just started does until it has read everything. */
  const look = async (now: Date) => {
    const service = instance();
    for (let looks = 0; looks < 5; looks += 1) await service.follow(now);
  };
  const position = () => ({ partition: 0, offset: `${(offset += 1)}`, timestamp: BEGAN, traceId: null });
  const at = (minutes: number) => new Date(BEGAN + minutes * MINUTE);

  async function answer({
    minute = 0,
    canary = false,
    canned = false,
    pin = 7,
    conversation = '',
  } = {}): Promise<string> {
    const event = exampleEvent(TOPICS.released);
    const { request } = event.facts;
    const id = randomUUID();
    Object.assign(request, { id, acceptedAt: at(minute).toISOString(), conversation: conversation || undefined });
    Object.assign(request.pin, { offset: pin, canary });
    event.facts.outcome = canned ? 'canned' : 'answered';
    event.facts.trail.verdicts = [];
    await observations.observeReleased(event, position());
    return id;
  }

  async function score(requestId: string, value: number, { weight = 1, minute = 0 } = {}): Promise<void> {
    const event = exampleEvent(TOPICS.scored);
    Object.assign(event.facts, { requestId, score: value, acceptedAt: at(minute).toISOString() });
    event.facts.scorer = { name: 'grounding', version: 'v1' };
    event.facts.sampling = { reason: weight > 1 ? 'sample' : 'guarded', weight };
    await observations.observeScore(event, position());
  }

  const answers = (count: number, options: Parameters<typeof answer>[0]) =>
    Promise.all(Array.from({ length: count }, (_, index) => answer({ ...options, minute: index / 10 })));

  /** Looks until everything is read. */
  async function readBy(minutes: number): Promise<ArmsMetric[]> {
    const own = evidence();
    for (;;) {
      const metrics = await own.of(ramps[0]!, at(minutes));
      if (metrics) return metrics;
    }
  }

  /** Sum and count of each arm over the whole ramp. */
  async function totals(metric: string) {
    const found = (await readBy(60)).find((one) => one.metric === metric);
    const of = (arm: 'canary' | 'control') => {
      const parts = found?.slices.map((slice) => slice[arm]) ?? [];
      return parts.reduce((all, { sum, count }) => [all[0]! + sum, all[1]! + count], [0, 0]);
    };
    return { canary: of('canary'), control: of('control') };
  }

  it('counts a conversation once, with the mean of its first minute, for the arm that it began in', async () => {
    await answer({ conversation: 'a', canned: true });
    await answer({ conversation: 'a', minute: 0.5 });
    await answer({ conversation: 'a', minute: 2 });
    await answer({ conversation: 'a', minute: 0.7, canary: true, canned: true });
    await answer({ conversation: 'a', minute: 3, canary: true });
    await answer({ canary: true, canned: true });
    expect(await totals('canned_rate')).toEqual({ canary: [0, 1], control: [0.5, 1] });
  });

  it('counts the pins of this ramp alone', async () => {
    await answer({ pin: 5, canned: true });
    await answer({ pin: 6 });
    expect(await totals('canned_rate')).toEqual({ canary: [0, 0], control: [1, 1] });
  });

  it('counts a conversation once it is settled', async () => {
    await answer({ minute: 10 });
    const counted = async (minutes: number) => (await readBy(minutes)).length > 0;
    expect([await counted(12), await counted(12.4)]).toEqual([false, true]);
  });

  it('reads no further than answers are stored, so that those of an outage count when they come', async () => {
    await world.database.query('TRUNCATE drift_monitor.responses');
    const own = evidence();
    const counted = async () => ((await own.of(ramps[0]!, at(60))) ?? []).length > 0;
    await answer({ minute: 1, pin: 1 });
    expect(await counted()).toBe(false);
    await answer({ minute: 10 });
    await answer({ minute: 20, pin: 1 });
    expect(await counted()).toBe(true);
  });

  it('draws the scores that are always given like the others, so that each stands for as many', async () => {
    const ids = await answers(400, {});
    for (const [index, id] of ids.entries()) await score(id, 0, { weight: index < 100 ? 4 : 1, minute: index / 10 });
    const [, count = 0] = (await totals('score.grounding')).control;
    // 100 drawn at a quarter, and about a quarter of the other 300; so far from 75 once in 10,000 times.
    expect(Math.abs(count - 175)).toBeLessThan(30);
  });

  it('rolls back a canary that fails, once, whichever instance sees it', async () => {
    await answers(50, { canary: true, canned: true });
    await answers(200, {});
    for (const service of [instance(), instance()]) {
      await service.follow(at(10));
      await service.follow(at(11));
    }
    expect(published.map(({ facts }) => facts)).toMatchObject([
      {
        canary: null,
        via: 'drift-monitor',
        replaces: 7,
        reason: expect.stringMatching(/^rolled back at 10 %/) as string,
      },
      { canary: null, replaces: 7 },
    ]);
    expect(new Set(published.map(({ id }) => id)).size).toBe(1);
  });

  it('goes on with an equal one, and leaves everything else of the pin as it is', async () => {
    await answers(60, { canary: true });
    await answers(240, {});
    await look(at(31));
    const { at: _at, by: _by, reason: _reason, canary, ...kept } = ramps[0]!.pin.facts;
    expect(published[0]?.facts).toMatchObject({ ...kept, canary: { ...canary, percent: 50 }, by: 'drift-monitor' });
  });

  it('holds one that hardly answers', async () => {
    await answers(5, { canary: true });
    await look(at(31));
    expect(published[0]?.facts).toMatchObject({
      canary: { percent: 10 },
      reason: 'held at 10 %: 5 of 50 conversations in this step',
    });
  });

  it('decides nothing where there is no ramp', async () => {
    ramps.length = 0;
    await look(at(31));
    expect(published).toEqual([]);
  });
});
