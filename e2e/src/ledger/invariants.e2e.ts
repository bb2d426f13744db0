import { describe, expect, it } from 'vitest';
import type { Books, RecordedAttempt, ReleasedCopy } from './books';
import { completionsIn } from './collect';
import { judge, RECOVERY_BUDGET_MS } from './invariants';

const copy: ReleasedCopy = {
  requestId: 'a',
  partition: 1,
  offset: 5n,
  acceptedAt: 1_000,
  writtenAt: 2_000,
  deadline: 31_000,
  outcome: 'answered',
  answer: 'yes',
  inputVerdicts: 3,
  outputVerdicts: 4,
};
const attempt: RecordedAttempt = {
  work: 'a:0:0',
  startedAt: '2026-01-01T00:00:00.000Z',
  outcome: 'succeeded',
  ledger: 'claimed',
};
const end = { at: 2_100, status: 200, requestId: 'a', outcome: 'answered', answer: 'yes', recorded: true };
const good: Books = {
  client: [{ key: 'k', sentAt: 900, tries: 1, end, requestId: 'a' }],
  accepted: new Set(['a']),
  released: [copy],
  outputs: [{ requestId: 'a', answer: 'yes' }],
  records: [{ requestId: 'a', answer: 'yes' }],
  scores: ['a grounding v1'],
  paidCalls: [{ requestId: 'a', work: 'a:0:0', at: 1_500 }],
  cutsOf: new Map(),
  completionsOf: new Map([['a:0:0', { published: 1, unprotected: 0 }]]),
  attempts: [attempt],
  ledgerAway: [],
  deadLetters: 0,
};

const violations = (books: Partial<Books>) => judge({ ...good, ...books }).violations;

describe('the ledger test’s own judgement', () => {
  it('finds nothing wrong with good books', () => {
    expect(judge(good).violations).toEqual([]);
    expect(judge(good).counts).toMatchObject({ sent: 1, answered: 1, 'really answered, %': 100, 'paid again': 0 });
  });

  it('sees a lost request', () => {
    expect(violations({ released: [], outputs: [] })).toContain('I1 lost: a was accepted and never released');
  });

  it('sees an answer that is not stored, or stored twice', () => {
    expect(violations({ outputs: [] })).toContain('I1 a has 0 stored outputs');
    expect(violations({ outputs: [...good.outputs, ...good.outputs] })).toContain('I1 a has 2 stored outputs');
  });

  it('sees whoever tells something else than the first candidate', () => {
    const earlier = { ...copy, offset: 4n, answer: 'no' };
    const told = violations({ released: [copy, earlier] });
    expect(told.map((line) => line.split(' has ')[0])).toEqual(['I1 the caller', 'I1 the store', 'I1 GET']);
    expect(violations({ records: [] })).toEqual(['I1 GET has 0 records of 1 requests']);
  });

  it('sees a raw failure and a request without an end', () => {
    const client = good.client.map((record) => ({ ...record, end: { ...end, status: 500 } }));
    expect(violations({ client })).toContain('I1 k got the raw status 500');
    expect(violations({ client: good.client.map((record) => ({ ...record, end: null })) })).toHaveLength(1);
  });

  it('sees work that was paid twice, unless a cut, a mark or a death without the ledger explains each repeat', () => {
    const paidCalls = [...good.paidCalls, ...good.paidCalls];
    expect(violations({ paidCalls })).toEqual(['I2 a:0:0 was paid again, and no ledger says why']);
    expect(violations({ paidCalls, cutsOf: new Map([['b:0:0', 1]]) })).toHaveLength(1);
    expect(violations({ paidCalls, cutsOf: new Map([['a:0:0', 1]]) })).toEqual([]);
    const told = (published: number, unprotected: number) => new Map([['a:0:0', { published, unprotected }]]);
    expect(violations({ paidCalls, completionsOf: told(2, 1) })).toEqual([]);
    const [during, after] = [[{ from: 1_400, to: 1_600 }], [{ from: 2_400, to: 2_600 }]];
    expect(violations({ paidCalls, ledgerAway: during })).toEqual([]);
    expect(violations({ paidCalls, ledgerAway: after })).toHaveLength(1);
    expect(violations({ paidCalls, ledgerAway: during, completionsOf: told(2, 0) })).toHaveLength(1);
  });

  it('takes copies of a completion for one call, and completions of different calls for as many', () => {
    const later: RecordedAttempt = { ...attempt, startedAt: '2026-01-01T00:00:09.000Z', ledger: 'unreachable' };
    const replay: RecordedAttempt = { ...attempt, ledger: 'replayed' };
    expect(completionsIn([[attempt], [attempt], [replay]]).get('a:0:0')).toEqual({ published: 1, unprotected: 0 });
    expect(completionsIn([[attempt], [later], [later]]).get('a:0:0')).toEqual({ published: 2, unprotected: 1 });
  });

  it('sees an attempt that is not recorded as what it was', () => {
    const recorded = (outcome: 'succeeded' | 'failed' | 'skipped', ledger?: string, work = 'a:0:0') =>
      violations({ attempts: [{ work, startedAt: attempt.startedAt, outcome, ...(ledger ? { ledger } : {}) }] });
    expect(recorded('skipped')).toEqual([]);
    expect(recorded('skipped', 'claimed')).toEqual(['I3 a:0:0 was skipped, but is claimed']);
    expect(recorded('failed')).toEqual(['I3 a:0:0 was tried, and no ledger is named']);
    expect(recorded('succeeded', 'claimed', 'b:0:0')).toEqual(['I3 b:0:0 is claimed, but no provider was asked']);
    expect(recorded('succeeded', 'replayed', 'b:0:0')).toEqual([]);
  });

  it('sees a double score, an invention, a bypass and a late end', () => {
    expect(violations({ scores: ['s', 's'] })).toEqual(['I2 scored twice: s']);
    expect(violations({ client: [] })).toContain('I3 invented: a was never sent');
    expect(violations({ released: [{ ...copy, outputVerdicts: 0 }] })[0]).toMatch(/^I4 a was answered without/);
    const blocked = { ...copy, outcome: 'blocked' as const, outputVerdicts: 0 };
    expect(violations({ released: [blocked] })[0]).toMatch(/^I4 a model was paid for a, which was blocked/);
    const unguarded = { ...copy, inputVerdicts: 0 };
    expect(violations({ released: [unguarded] })[0]).toMatch(/^I4 a model was paid for a without an input verdict/);
    const late = { ...copy, writtenAt: copy.deadline + RECOVERY_BUDGET_MS + 1 };
    expect(violations({ released: [late] })[0]).toMatch(/^I5 a ended/);
  });
});
