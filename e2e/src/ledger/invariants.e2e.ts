import { describe, expect, it } from 'vitest';
import type { Books, ReleasedCopy } from './books';
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
const end = { at: 2_100, status: 200, requestId: 'a', outcome: 'answered', answer: 'yes', recorded: true };
const good: Books = {
  client: [{ key: 'k', sentAt: 900, tries: 1, end, requestId: 'a' }],
  accepted: new Set(['a']),
  released: [copy],
  outputs: [{ requestId: 'a', outcome: 'answered', answer: 'yes' }],
  scores: ['a grounding v1'],
  paidCalls: [{ requestId: 'a', work: 'a/0/0' }],
  cuts: 0,
  callsWithoutLedger: 0,
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

  it('sees a caller who was told something else than the first candidate', () => {
    const earlier = { ...copy, offset: 4n, answer: 'no' };
    expect(violations({ released: [copy, earlier] })[0]).toMatch(/the caller of a got another answer/);
  });

  it('sees work that was paid twice, unless the ledger owns up to it', () => {
    const paidCalls = [...good.paidCalls, ...good.paidCalls];
    expect(violations({ paidCalls })).toEqual(['I2 1 calls were paid again, but only 0 are counted']);
    expect(violations({ paidCalls, cuts: 1 })).toEqual([]);
  });

  it('sees a double score, an invention, a bypass and a late end', () => {
    expect(violations({ scores: ['s', 's'] })).toEqual(['I2 scored twice: s']);
    expect(violations({ client: [] })).toContain('I3 invented: a was never sent');
    expect(violations({ released: [{ ...copy, outputVerdicts: 0 }] })[0]).toMatch(/^I4 a was answered without/);
    const blocked = { ...copy, outcome: 'blocked' as const, outputVerdicts: 0 };
    expect(violations({ released: [blocked] })[0]).toMatch(/^I4 a model was paid for a/);
    const late = { ...copy, writtenAt: copy.deadline + RECOVERY_BUDGET_MS + 1 };
    expect(violations({ released: [late] })[0]).toMatch(/^I5 a ended/);
  });
});
