import { describe, expect, it } from 'vitest';
import type { Row } from '@gauntlet/artefacts';
import { type ResponseReleasedV1, TOPICS, type Trial } from '@gauntlet/contracts';
import { exampleEvent } from '@gauntlet/testing';
import { callsOf } from '../run/call';
import type { GivenAnswer } from '../run/given-answer';
import type { Side } from '../run/variant';
import { judgeCallsOf, judgeEvent, type JudgePlace } from './judge-call';
import { type Judgement, judgementOf, withJudgements } from './judgement';
import { Materials } from './materials';

const ref = (name: string) => ({ name, version: 'v1', hash: 'a'.repeat(64) });
const TRIAL: Trial = {
  ...{ prompt: ref('judge-helpfulness'), policy: ref('judge'), backups: [] },
  model: { provider: 'simulated', model: 'sim-large', parameters: {} },
};
const JUDGES = [
  { name: 'helpful', way: 'alone', prompt: TRIAL.prompt, trial: TRIAL },
  { name: 'better', way: 'pair', prompt: TRIAL.prompt, trial: TRIAL },
] as const;
const ROW: Row = {
  ...{ id: 'r', input: 'a', variables: {}, history: [], expected: {}, context: [], tags: [] },
  ...{ critical: false, weight: 1, cluster: null },
};
const VARIANTS = [
  { side: 'baseline', trial: TRIAL },
  { side: 'candidate', trial: TRIAL },
] as const;
const RUN = { run: 'run-1', startedAt: '2026-11-28T10:00:00.000Z' };
const CALLS = callsOf(RUN.run, { rows: [ROW], variants: VARIANTS, repeats: 1 }, RUN.startedAt);
const JUDGE_CALLS = judgeCallsOf(RUN.run, CALLS, JUDGES);

function released(answer: string, part: Partial<ResponseReleasedV1['facts']> = {}): ResponseReleasedV1 {
  const { facts, content } = exampleEvent(TOPICS.released);
  return { facts: { ...facts, outcome: 'answered', ...part }, content: { ...content, answer } };
}

describe('judgeCallsOf', () => {
  it('asks about each answer alone, and about each pair in both orders, under ids that stay', () => {
    const [baseline, candidate] = CALLS.map(({ requestId }) => requestId) as [string, string];
    expect(JUDGE_CALLS.map(({ judge, side, answers }) => [judge, side, answers])).toEqual([
      ['helpful', 'baseline', [baseline]],
      ['helpful', 'candidate', [candidate]],
      ['better', 'baseline', [baseline, candidate]],
      ['better', 'candidate', [candidate, baseline]],
    ]);
    expect(judgeCallsOf(RUN.run, CALLS, JUDGES)).toEqual(JUDGE_CALLS);
    expect(new Set(JUDGE_CALLS.map(({ requestId }) => requestId)).size).toBe(4);
  });

  it('puts the texts into one JSON document, so that none passes for the end of it', () => {
    const [, , pair] = JUDGE_CALLS;
    const materials = [
      { messages: [], answer: '"}' },
      { messages: [], answer: 'b' },
    ];
    const { content, facts } = judgeEvent(pair!, materials, RUN);
    expect(JSON.parse(content.input)).toEqual({ messages: [], first: '"}', second: 'b' });
    expect(facts).toMatchObject({ tenant: 'gauntlet', prompt: 'judge-helpfulness', trial: TRIAL });
  });
});

describe('judgementOf', () => {
  const alone: JudgePlace = { judge: 'helpful', row: 'r', repeat: 1, about: 'answer', side: 'candidate' };
  const scoreOf = (place: JudgePlace, answer: string, part = {}) =>
    judgementOf(place, released(answer, part), 0.1).score;

  it('reads the rating of an answer, and of a pair what the candidate gets', () => {
    expect(['good', 'fair', 'poor'].map((rating) => scoreOf(alone, JSON.stringify({ rating })))).toEqual([1, 0.5, 0]);
    const pair = (side: Side): JudgePlace => ({ ...alone, about: 'pair', side });
    const better = ['first', 'neither', 'second'].map((choice) => JSON.stringify({ better: choice }));
    expect(better.map((answer) => scoreOf(pair('candidate'), answer))).toEqual([1, 0.5, 0]);
    expect(better.map((answer) => scoreOf(pair('baseline'), answer))).toEqual([0, 0.5, 1]);
  });

  it.each(['', 'good', '{"rating":"great"}', '{"rating":"__proto__"}', '{"better":"first"}', 'null', '[]'])(
    'takes %j for no judgement',
    (answer) => expect(scoreOf(alone, answer)).toBeNull(),
  );

  it('takes a canned reply for no judgement', () => {
    expect(scoreOf(alone, '{"rating":"good"}', { outcome: 'canned' })).toBeNull();
  });
});

describe('withJudgements', () => {
  const answer = (side: Side): GivenAnswer => ({
    ...{ row: 'r', side, repeat: 1, requestId: side, outcome: 'answered', reason: null, flags: [], answer: 'b' },
    ...{ scores: { right: 1 }, failed: [], model: null, finishReason: null, costUsd: 0, latencyMs: 1 },
  });
  const judgement = (judge: string, side: Side, score: number | null): Judgement => ({
    ...{ judge, row: 'r', repeat: 1, about: judge === 'better' ? 'pair' : 'answer', side, score },
    ...{ requestId: 'x', reason: '', costUsd: 0 },
  });
  const scored = (...judgements: Judgement[]) =>
    withJudgements([answer('baseline'), answer('candidate')], judgements, JUDGES).map(({ scores, failed }) => {
      return { scores, failed };
    });

  it('takes the mean of both orders of a pair, so that a judge who prefers the first says nothing', () => {
    const [baseline, candidate] = scored(judgement('better', 'baseline', 0), judgement('better', 'candidate', 1));
    expect([baseline?.scores.better, candidate?.scores.better]).toEqual([0.5, 0.5]);
    const [worse, better] = scored(judgement('better', 'baseline', 1), judgement('better', 'candidate', 1));
    expect([worse?.scores.better, better?.scores.better]).toEqual([0, 1]);
  });

  it('has no score where a judge gave none, and counts that as its failure', () => {
    const found = scored(
      ...[judgement('helpful', 'baseline', 1), judgement('helpful', 'candidate', null)],
      ...[judgement('better', 'baseline', 1), judgement('better', 'candidate', null)],
    );
    expect(found).toEqual([
      { scores: { right: 1, helpful: 1, better: null }, failed: ['better'] },
      { scores: { right: 1, helpful: null, better: null }, failed: ['helpful', 'better'] },
    ]);
  });
});

describe('Materials', () => {
  const id = exampleEvent(TOPICS.released).facts.request.id;

  it('shows redacted texts, of the first candidate', async () => {
    const materials = new Materials();
    materials.add(released('Write to ann@example.org.'));
    materials.add(released('later'));
    expect(await materials.of([id])).toMatchObject([{ answer: 'Write to [email].' }]);
  });

  it('has nothing to show of an answer that no model gave, or that is not known', async () => {
    const materials = new Materials();
    materials.add(released('Sorry.', { outcome: 'canned' }));
    expect(await materials.of([id])).toBeNull();
    expect(await materials.of(['unknown'])).toBeNull();
  });
});
