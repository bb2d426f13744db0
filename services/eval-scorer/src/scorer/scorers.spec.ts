import { beforeEach, describe, expect, it } from 'vitest';
import { type ResponseReleasedV1, TOPICS, type Verdict } from '@gauntlet/contracts';
import { exampleEvent } from '@gauntlet/testing';
import { AnswerShapeScorer } from './answer-shape.scorer';
import { contentTerms } from './content-terms';
import { GroundingScorer } from './grounding.scorer';
import { RefusalScorer } from './refusal.scorer';

let released: ResponseReleasedV1;

beforeEach(() => {
  released = exampleEvent(TOPICS.released);
});

function verdict(check: string, outcome: Verdict['outcome']): Verdict {
  return { side: 'output', turn: 0, check, outcome, reason: null, durationMs: 1 };
}

describe('contentTerms', () => {
  it('keeps content words with plurals folded, and numbers as written', () => {
    expect([...contentTerms('Your shoes: return within 30 days, policies from 1.5 %.')]).toEqual([
      'shoe',
      'return',
      '30',
      'day',
      'policy',
      '1.5',
    ]);
  });
});

describe('GroundingScorer', () => {
  const scorer = new GroundingScorer();

  it('gives the share of the answer that the prompt holds', () => {
    released.content.messages = [{ role: 'system', content: 'Shoes may be returned within 30 days.' }];
    released.content.answer = 'You have 30 days for shoes.';
    expect(scorer.score(released)).toMatchObject({ score: 1, label: 'grounded' });
    released.content.answer = 'You have 90 days and a voucher for shoes.';
    expect(scorer.score(released)).toMatchObject({ score: 0.5, label: 'ungrounded' });
  });

  it('never quotes the answer', () => {
    released.content.answer = 'confidential';
    expect(scorer.score(released)?.explanation).not.toContain('confidential');
  });

  it.each(['{"category":"shipping","urgency":"high"}', ' [{"sentiment":"angry"}]\n'])(
    'says nothing about %j',
    (json) => {
      released.content.answer = json;
      expect(scorer.score(released)).toBeNull();
    },
  );

  it.each(['{urgent: parcels}', '[Note] Parcels arrive late.'])('says something about %j, which is no JSON', (text) => {
    released.content.answer = text;
    expect(scorer.score(released)).not.toBeNull();
  });

  it('says nothing about a response that no model wrote', () => {
    released.facts.outcome = 'blocked';
    expect(scorer.score(released)).toBeNull();
  });
});

describe('AnswerShapeScorer', () => {
  const scorer = new AnswerShapeScorer();
  const completion = { source: 'primary', provider: 'p', model: 'm', finishReason: 'stop', usage: null } as const;

  it.each([
    ['as-asked', 1, {}],
    ['truncated', 0.5, { completion: { ...completion, finishReason: 'length' } }],
    ['repaired', 0.5, { flags: ['repaired' as const] }],
  ])('finds an answer %s', (label, score, facts) => {
    Object.assign(released.facts, { completion, flags: [] }, facts);
    expect(scorer.score(released)).toMatchObject({ label, score });
  });

  it('gives nothing to an answer that is empty or could not be repaired', () => {
    Object.assign(released.facts, { completion, flags: [] });
    released.content.answer = ' \n';
    expect(scorer.score(released)).toMatchObject({ label: 'empty', score: 0 });
    released.facts.outcome = 'canned';
    released.facts.trail.verdicts.push(verdict('json-schema', 'block'));
    expect(scorer.score(released)).toMatchObject({ label: 'unrepairable', score: 0 });
  });

  it('says nothing when no model answered', () => {
    released.facts.completion = null;
    expect(scorer.score(released)).toBeNull();
  });
});

describe('RefusalScorer', () => {
  const scorer = new RefusalScorer();

  it('tells a refusal of the model from an answer, by the last verdict', () => {
    expect(scorer.score(released)).toMatchObject({ label: 'answered', score: 1 });
    released.facts.trail.verdicts.push(verdict('refusal', 'flag'));
    expect(scorer.score(released)).toMatchObject({ label: 'refused', score: 0 });
    released.facts.trail.verdicts.push({ ...verdict('refusal', 'pass'), turn: 1 });
    expect(scorer.score(released)).toMatchObject({ label: 'answered', score: 1 });
  });

  it.each(['blocked', 'canned'] as const)('counts a %s released as no answer', (outcome) => {
    released.facts.outcome = outcome;
    expect(scorer.score(released)).toMatchObject({ label: outcome, score: 0 });
  });
});
