import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { firstByOffset, scoreEventId, TOPICS } from '@gauntlet/contracts';
import { Database } from '@gauntlet/persistence';
import { DatabaseWorld } from '@gauntlet/persistence/testing';
import { SeededRandom } from '@gauntlet/statistics';
import { exampleEvent, tableMisfits } from '@gauntlet/testing';
import { MIGRATIONS } from '../migrations/all-migrations';
import { FEEDBACK } from './feedback.row';
import { GAPS } from './gap.row';
import { RecorderService } from './recorder.service';
import { RESPONSES } from './response.row';
import { SCORES } from './score.row';

const ACCEPTED = Date.parse('2026-11-23T09:00:00.000Z');
const at = (offset: number) => ({ partition: 1, offset: `${offset}`, timestamp: ACCEPTED, traceId: null });

describe('the tables of the recorder and the views of what stands', () => {
  const random = new SeededRandom(7);
  const below = (limit: number) => Math.floor(random.next() * limit);
  let world: DatabaseWorld;
  let database: Database;
  let recorder: RecorderService;

  beforeAll(async () => {
    world = await DatabaseWorld.start({ schema: 'eval_scorer', migrations: MIGRATIONS, providers: [RecorderService] });
    ({ database } = world);
    recorder = world.module.get(RecorderService);
  });

  afterAll(() => world.stop());

  const records = () =>
    Array.from({ length: 60 }, (_, n) => ({
      requestId: `20000000-0000-4000-8000-00000000000${below(9)}`,
      ...at(995 + n),
      acceptedAt: new Date(ACCEPTED + below(3 * 86_400_000)).toISOString(),
      version: `v${1 + below(2)}`,
    })).sort(() => random.next() - 0.5);

  const shownBy = async (view: string) => {
    const rows = await database.query<{ offset: string }>(`SELECT log_offset AS offset FROM ${view}`);
    return rows.map(({ offset }) => offset).sort();
  };

  it('have the columns that rows are written to', async () => {
    for (const table of [RESPONSES, SCORES, FEEDBACK, GAPS]) {
      expect(await tableMisfits(table, (sql, parameters) => database.query(sql, parameters))).toEqual([]);
    }
  });

  it('show the answers that the rule of contracts gives, whenever the candidates of a request were accepted', async () => {
    const candidates = records();
    const record = (position: (typeof candidates)[number]) => {
      const event = exampleEvent(TOPICS.released);
      Object.assign(event.facts.request, { id: position.requestId, acceptedAt: position.acceptedAt });
      return recorder.recordReleased(event, position);
    };
    await Promise.all(candidates.map(record));
    const first = firstByOffset(candidates, ({ requestId }) => requestId);
    expect(await shownBy('eval_scorer.answers')).toEqual([...first.values()].map(({ offset }) => offset).sort());
  });

  it('show the scores that the rule gives for each version of a scorer', async () => {
    const scores = records();
    const record = (position: (typeof scores)[number]) => {
      const event = exampleEvent(TOPICS.scored);
      const { requestId, acceptedAt, version } = position;
      Object.assign(event.facts, { requestId, acceptedAt, scorer: { ...event.facts.scorer, version } });
      return recorder.recordScore(event, position);
    };
    await Promise.all(scores.map(record));
    const first = firstByOffset(scores, ({ requestId, version }) => `${requestId} ${version}`);
    expect(await shownBy('eval_scorer.first_scores')).toEqual([...first.values()].map(({ offset }) => offset).sort());
  });

  it('has at most one score per request, scorer and version: the first by offset', async () => {
    const event = exampleEvent(TOPICS.scored);
    const { requestId, scorer } = event.facts;
    const later = { ...event, facts: { ...event.facts, score: 0.123 } };
    const next = { ...event, id: scoreEventId(requestId, scorer.name, 'v2') };
    next.facts = { ...event.facts, scorer: { ...scorer, version: 'v2' } };
    await Promise.all([
      recorder.recordScore(later, at(9)),
      recorder.recordScore(event, at(3)),
      recorder.recordScore(next, at(4)),
    ]);
    const sql = 'SELECT scorer_version, score FROM analytics.scores WHERE request_id = $1 ORDER BY 1';
    expect(await database.query(sql, [requestId])).toEqual([
      { scorer_version: 'v1', score: event.facts.score },
      { scorer_version: 'v2', score: event.facts.score },
    ]);
  });
});
