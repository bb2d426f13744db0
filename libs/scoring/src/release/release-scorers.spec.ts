import { beforeEach, describe, expect, it } from 'vitest';
import { type ResponseReleasedV1, TOPICS, type Verdict } from '@gauntlet/contracts';
import { exampleEvent } from '@gauntlet/testing';
import type { Scorer } from '../scorer';
import { subjectOfReleased } from '../subject';
import { answerShape } from './answer-shape.scorer';
import { contentTerms } from './content-terms';
import { grounding } from './grounding.scorer';
import { refusal } from './refusal.scorer';

let released: ResponseReleasedV1;

beforeEach(() => {
  released = exampleEvent(TOPICS.released);
});

function scored(scorer: Scorer) {
  return scorer.score(subjectOfReleased(released));
}

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

describe('grounding', () => {
  it('gives the share of the answer that the prompt holds', () => {
    released.content.messages = [{ role: 'system', content: 'Shoes may be returned within 30 days.' }];
    released.content.answer = 'You have 30 days for shoes.';
    expect(scored(grounding)).toMatchObject({ score: 1, label: 'grounded' });
    released.content.answer = 'You have 90 days and a voucher for shoes.';
    expect(scored(grounding)).toMatchObject({ score: 0.5, label: 'ungrounded' });
  });

  it('takes what a row gives as context for given', () => {
    released.content.messages = [];
    released.content.answer = 'You have 30 days for shoes.';
    const row = { context: ['Shoes may be returned within 30 days.'], expected: {} };
    expect(grounding.score(subjectOfReleased(released, row))).toMatchObject({ score: 1 });
    expect(scored(grounding)).toBeNull();
  });

  it('never quotes the answer', () => {
    released.content.answer = 'confidential';
    expect(scored(grounding)?.explanation).not.toContain('confidential');
  });

  it.each(['{"category":"shipping","urgency":"high"}', ' [{"sentiment":"angry"}]\n'])(
    'says nothing about %j',
    (json) => {
      released.content.answer = json;
      expect(scored(grounding)).toBeNull();
    },
  );

  it.each(['{urgent: parcels}', '[Note] Parcels arrive late.'])('says something about %j, which is no JSON', (text) => {
    released.content.answer = text;
    expect(scored(grounding)).not.toBeNull();
  });

  it('says nothing about a response that no model wrote', () => {
    released.facts.outcome = 'blocked';
    expect(scored(grounding)).toBeNull();
  });
});

describe('answer-shape', () => {
  const completion = { source: 'primary', provider: 'p', model: 'm', finishReason: 'stop', usage: null } as const;

  it.each([
    ['as-asked', 1, {}],
    ['truncated', 0.5, { completion: { ...completion, finishReason: 'length' } }],
    ['repaired', 0.5, { flags: ['repaired' as const] }],
  ])('finds an answer %s', (label, score, facts) => {
    Object.assign(released.facts, { completion, flags: [] }, facts);
    expect(scored(answerShape)).toMatchObject({ label, score });
  });

  it('gives nothing to an answer that is empty or could not be repaired', () => {
    Object.assign(released.facts, { completion, flags: [] });
    released.content.answer = ' \n';
    expect(scored(answerShape)).toMatchObject({ label: 'empty', score: 0 });
    released.facts.outcome = 'canned';
    released.facts.trail.verdicts.push(verdict('json-schema', 'block'));
    expect(scored(answerShape)).toMatchObject({ label: 'unrepairable', score: 0 });
  });

  it('says nothing when no model answered', () => {
    released.facts.completion = null;
    expect(scored(answerShape)).toBeNull();
  });
});

describe('refusal', () => {
  it('tells a refusal of the model from an answer, by the last verdict', () => {
    expect(scored(refusal)).toMatchObject({ label: 'answered', score: 1 });
    released.facts.trail.verdicts.push(verdict('refusal', 'flag'));
    expect(scored(refusal)).toMatchObject({ label: 'refused', score: 0 });
    released.facts.trail.verdicts.push({ ...verdict('refusal', 'pass'), turn: 1 });
    expect(scored(refusal)).toMatchObject({ label: 'answered', score: 1 });
  });

  it.each(['blocked', 'canned'] as const)('counts a %s released as no answer', (outcome) => {
    released.facts.outcome = outcome;
    expect(scored(refusal)).toMatchObject({ label: outcome, score: 0 });
  });
});
