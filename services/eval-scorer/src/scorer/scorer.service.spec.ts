import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { encodeEvent, TOPICS } from '@gauntlet/contracts';
import type { LogPosition } from '@gauntlet/messaging';
import { refusal, type Scorer } from '@gauntlet/scoring/release';
import { exampleEvent } from '@gauntlet/testing';
import { EvalScorerConfig } from '../eval-scorer.config';
import { samplingOf } from './sampling';
import { ScorerService } from './scorer.service';

const at = (offset: string): LogPosition => ({ partition: 0, offset, timestamp: 0, traceId: null });

function untouched() {
  const response = exampleEvent(TOPICS.released);
  response.facts.flags = [];
  response.facts.trail.verdicts = [];
  return response;
}

describe('samplingOf', () => {
  it('draws about the rate, always the same requests, and says what each stands for', () => {
    const response = untouched();
    const draw = (id: string) => {
      response.facts.request.id = id;
      return samplingOf(response, 0.2);
    };
    const ids = Array.from({ length: 5000 }, () => randomUUID());
    const drawn = ids.filter((id) => draw(id));
    expect(drawn.length).toBeGreaterThan(850);
    expect(drawn.length).toBeLessThan(1150);
    expect(drawn.every((id) => draw(id)?.weight === 5)).toBe(true);
  });

  it('always takes what a guardrail touched and what fell back, for themselves alone', () => {
    const guarded = untouched();
    guarded.facts.trail.verdicts.push({
      side: 'output',
      turn: 0,
      check: 'pii',
      outcome: 'redact',
      reason: 'email',
      durationMs: 1,
    });
    expect(samplingOf(guarded, 0)).toEqual({ reason: 'guarded', weight: 1 });
    const blocked = untouched();
    blocked.facts.outcome = 'blocked';
    expect(samplingOf(blocked, 0)?.reason).toBe('guarded');
    const fallback = untouched();
    fallback.facts.flags = ['fallback'];
    expect(samplingOf(fallback, 0)).toEqual({ reason: 'fallback', weight: 1 });
    const canned = untouched();
    canned.facts.outcome = 'canned';
    expect(samplingOf(canned, 0)?.reason).toBe('fallback');
    expect(samplingOf(untouched(), 0)).toBeNull();
  });
});

describe('ScorerService', () => {
  const create = (...before: Scorer[]) =>
    new ScorerService(Object.assign(new EvalScorerConfig(), { SCORER_SAMPLE_RATE: 1 }), [...before, refusal]);

  it('gives the same valid event for the same response', () => {
    const response = exampleEvent(TOPICS.released);
    const [first] = create().scoresOf(response, at('7'));
    const [second] = create().scoresOf(response, at('7'));
    expect(first).toEqual(second);
    expect(first && encodeEvent(first).key).toBe(response.facts.request.id);
  });

  it('scores the version that the answer came from, which may be that of a backup', () => {
    const response = exampleEvent(TOPICS.released, 'backup-version');
    expect(create().scoresOf(response, at('7'))[0]?.facts.prompt.version).toBe('v6');
  });

  it('scores the first candidate of a request, also when it is delivered again, and none after it', () => {
    const service = create();
    const response = exampleEvent(TOPICS.released);
    expect(service.scoresOf(response, at('7'))).toHaveLength(1);
    expect(service.scoresOf(response, at('9'))).toHaveLength(0);
    expect(service.scoresOf(response, at('7'))).toHaveLength(1);
  });

  it('gives the scores of the others when a scorer throws, and no score of that one', () => {
    const broken: Scorer = {
      name: 'broken',
      version: 'v1',
      score: () => {
        throw new Error('it broke');
      },
    };
    const scores = create(broken).scoresOf(exampleEvent(TOPICS.released), at('7'));
    expect(scores.map(({ facts }) => facts.scorer.name)).toEqual(['refusal']);
  });

  it('scores nothing that Gauntlet asked itself', () => {
    const response = exampleEvent(TOPICS.released);
    response.facts.request.tenant = 'gauntlet';
    expect(create().scoresOf(response, at('7'))).toEqual([]);
  });

  it('always scores what a shadow answered', () => {
    const response = exampleEvent(TOPICS.released);
    const tags = { 'shadow-request': randomUUID() };
    Object.assign(response.facts.request, { tenant: 'gauntlet', tags });
    const none = new ScorerService(Object.assign(new EvalScorerConfig(), { SCORER_SAMPLE_RATE: 0 }), [refusal]);
    expect(none.scoresOf(response, at('7'))[0]?.facts).toMatchObject({ tenant: 'gauntlet', sampling: { weight: 1 } });
  });

  it('always scores a disliked answer as such, and none that was liked', () => {
    const none = new ScorerService(Object.assign(new EvalScorerConfig(), { SCORER_SAMPLE_RATE: 0 }), [refusal]);
    const disliked = exampleEvent(TOPICS.feedback);
    const [score] = none.scoresOfFeedback(disliked);
    expect(score?.facts).toMatchObject({
      requestId: disliked.facts.response.request.id,
      sampling: { reason: 'disliked', weight: 1 },
    });
    expect(none.scoresOfFeedback({ ...disliked, facts: { ...disliked.facts, rating: 'up' } })).toEqual([]);
  });
});
