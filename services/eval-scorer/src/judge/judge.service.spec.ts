import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeEvent, type GauntletEvent, OWN_TENANT, requestIdOfSubmission, TOPICS } from '@gauntlet/contracts';
import type { LogPosition } from '@gauntlet/messaging';
import { Database, DatabaseUnavailableError } from '@gauntlet/persistence';
import { DatabaseWorld } from '@gauntlet/persistence/testing';
import { exampleEvent } from '@gauntlet/testing';
import { EvalScorerConfig } from '../eval-scorer.config';
import { MIGRATIONS } from '../migrations/all-migrations';
import { JudgeService } from './judge.service';
import { JudgeBudget } from './judge-budget';

const at = (offset: number): LogPosition => ({ partition: 0, offset: `${offset}`, timestamp: 0, traceId: null });

function answered(id: string = randomUUID()) {
  const response = exampleEvent(TOPICS.released);
  response.facts.request.id = id;
  response.facts.outcome = 'answered';
  return response;
}

function disliked(id: string) {
  const feedback = exampleEvent(TOPICS.feedback);
  feedback.facts.response.request.id = id;
  feedback.facts.response.outcome = 'answered';
  return feedback;
}

// What ingress and the model make of a question.
function replyTo({ id, source, facts }: GauntletEvent<typeof TOPICS.submitted>, answer: string) {
  const reply = answered(requestIdOfSubmission(OWN_TENANT, source, id));
  Object.assign(reply.facts.request, { tenant: OWN_TENANT, tags: facts.tags });
  Object.assign(reply.facts.request.pin.prompt, { name: 'answer-judge', version: 'v3' });
  reply.content.answer = answer;
  return reply;
}

const GOOD = '{"reason":"Fine.","rating":"good"}';

describe('the judge', () => {
  let world: DatabaseWorld;
  let database: Database;

  beforeAll(async () => {
    world = await DatabaseWorld.start({ schema: 'eval_scorer', migrations: MIGRATIONS });
    ({ database } = world);
  });

  afterAll(() => world.stop());

  function judge(callsPerHour: number, sampleRate = 1): JudgeService {
    const settings = { JUDGE_BUDGET_CALLS_PER_HOUR: callsPerHour, JUDGE_SAMPLE_RATE: sampleRate };
    const config = Object.assign(new EvalScorerConfig(), settings);
    return new JudgeService(config, new JudgeBudget(database, config));
  }

  it('never spends more than the budget of an hour, however many instances ask at once', async () => {
    const instances = [judge(7), judge(7), judge(7)];
    const hour = '2026-11-23T10:';
    const asked = Array.from({ length: 60 }, (_, n) => {
      const response = answered();
      response.facts.request.acceptedAt = `${hour}${String(n).padStart(2, '0')}:00.000Z`;
      return instances[n % 3]?.questionAbout(response, at(n));
    });
    expect((await Promise.all(asked)).filter(Boolean)).toHaveLength(7);
    const next = answered();
    next.facts.request.acceptedAt = '2026-11-23T11:00:00.000Z';
    expect(await judge(7).questionAbout(next, at(100))).not.toBeNull();
  });

  it('asks nothing with a budget of 0, not even the database', async () => {
    const response = answered();
    expect(await judge(0).questionAbout(response, at(1))).toBeNull();
    expect(await judge(0).questionAfter(disliked(response.facts.request.id), at(1))).toBeNull();
    const claims = await database.query('SELECT 1 FROM eval_scorer.judge_claims WHERE request_id = $1', [
      response.facts.request.id,
    ]);
    expect(claims).toEqual([]);
  });

  it('asks again, and spends nothing more, when the same response is delivered again', async () => {
    const [response, second, third] = [answered(), answered(), answered()];
    for (const { facts } of [response, second, third]) facts.request.acceptedAt = '2026-11-23T12:00:00.000Z';
    const first = await judge(2).questionAbout(response, at(5));
    expect(first).not.toBeNull();
    expect(await judge(2).questionAbout(response, at(5))).toEqual(first);
    expect(await judge(2).questionAbout(second, at(6))).not.toBeNull();
    expect(await judge(2).questionAbout(third, at(7))).toBeNull();
  });

  it('asks once about an answer: not for a superseded candidate after a restart, not for a dislike after a sample', async () => {
    const response = answered();
    expect(await judge(100).questionAbout(response, at(5))).not.toBeNull();
    expect(await judge(100).questionAbout(response, at(6))).toBeNull();
    expect(await judge(100).questionAfter(disliked(response.facts.request.id), at(7))).toBeNull();
  });

  it('always asks about what was disliked, never about what was liked', async () => {
    const id = randomUUID();
    const feedback = disliked(id);
    const liked = { ...feedback, facts: { ...feedback.facts, rating: 'up' } } as const;
    expect(await judge(100, 0).questionAfter(liked, at(8))).toBeNull();
    const question = await judge(100, 0).questionAfter(feedback, at(9));
    expect(question?.facts.tags).toMatchObject({ 'judged-request': id, 'sampling-reason': 'disliked' });
  });

  it('asks about nothing that no model said or that Gauntlet asked itself', async () => {
    const canned = answered();
    canned.facts.outcome = 'canned';
    expect(await judge(100).questionAbout(canned, at(1))).toBeNull();
    const own = answered();
    own.facts.request.tenant = OWN_TENANT;
    expect(await judge(100).questionAbout(own, at(1))).toBeNull();
  });

  it('makes a valid score of the reply, by the version of the judge that gave it', async () => {
    const response = answered();
    const question = await judge(100).questionAbout(response, at(20));
    const reply = replyTo(question!, '{"reason":"Not in the material.","rating":"poor"}');
    const score = judge(0).scoreFrom(reply, at(21));
    expect(score && encodeEvent(score).key).toBe(response.facts.request.id);
    expect(score?.facts).toMatchObject({
      tenant: response.facts.request.tenant,
      prompt: response.facts.request.pin.prompt,
      scorer: { name: 'answer-judge', version: 'v3' },
      score: 0,
      label: 'poor',
    });
    expect(score?.content.explanation).toBe('Not in the material.');
    reply.facts.prompt = { ...reply.facts.request.pin.prompt, version: 'v2' };
    expect(judge(0).scoreFrom(reply, at(21))?.facts.scorer.version).toBe('v2');
  });

  it('makes no score of a canned or unreadable reply', async () => {
    const question = await judge(100).questionAbout(answered(), at(22));
    const reply = replyTo(question!, GOOD);
    reply.facts.outcome = 'canned';
    expect(judge(1).scoreFrom(reply, at(30))).toBeNull();
    expect(judge(1).scoreFrom(replyTo(question!, 'Rather good.'), at(30))).toBeNull();
    expect(judge(1).scoreFrom(replyTo(question!, GOOD), at(30))).not.toBeNull();
  });

  it('makes no score of a question that it never asked', async () => {
    const question = (await judge(100).questionAbout(answered(), at(23)))!;
    const { 'judged-mark': mark = '', ...tags } = question.facts.tags!;
    const forged = (change: object) => replyTo({ ...question, ...change }, GOOD);
    const forgeries = {
      'without a mark': forged({ facts: { ...question.facts, tags } }),
      'about another answer': forged({
        facts: { ...question.facts, tags: { ...question.facts.tags, 'judged-request': randomUUID() } },
      }),
      'of another weight': forged({
        facts: { ...question.facts, tags: { ...question.facts.tags, 'sampling-weight': '1000' } },
      }),
      'with more tags': forged({ facts: { ...question.facts, tags: { ...question.facts.tags, more: 'x' } } }),
      'with the mark of another request': forged({ id: 'another' }),
      'with half a mark': forged({ facts: { ...question.facts, tags: { ...tags, 'judged-mark': mark.slice(0, 20) } } }),
      'of a user': {
        ...replyTo(question, GOOD),
        facts: { ...answered().facts, request: { ...replyTo(question, GOOD).facts.request, tenant: 'shop' } },
      },
    };
    for (const [what, reply] of Object.entries(forgeries)) {
      expect([what, judge(0).scoreFrom(reply, at(31))]).toEqual([what, null]);
    }
    expect(judge(0).scoreFrom(replyTo(question, GOOD), at(32))).not.toBeNull();
  });

  it('waits for a database that is away instead of asking unpaid', async () => {
    await world.server.kill();
    const asking = judge(100);
    const response = answered();
    await expect(asking.questionAbout(response, at(40))).rejects.toBeInstanceOf(DatabaseUnavailableError);
    await world.server.restart();
    await world.connected();
    expect(await asking.questionAbout(response, at(40))).not.toBeNull();
  });
});
