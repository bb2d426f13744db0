import { describe, expect, it } from 'vitest';
import { scored } from '../../test/scored';

const TRIAGED = { category: 'warranty', priority: 'normal', tags: ['trimmer', 'broken'] };

describe('json-schema', () => {
  const schema = { type: 'object', required: ['category'], properties: { category: { enum: ['warranty', 'other'] } } };
  const evaluator = { uses: 'gauntlet/json-schema', with: { schema } };

  it.each([
    ['{"category":"other"}', 1, 'valid', 'follows the schema'],
    ['{"category":"secret"}', 0, 'invalid', '/category must be equal to one of the allowed values'],
    ['Sure: {"category":"other"}', 0, 'no-json', 'the answer is no JSON'],
  ])('of %s is %d', (answer, score, label, explained) => {
    const result = scored(evaluator, answer);
    expect(result).toMatchObject({ score, label });
    expect(result?.explanation).toContain(explained);
  });
});

describe('json-schema without names of the answer', () => {
  it('names places by what the schema names', () => {
    const schema = { type: 'object', additionalProperties: { properties: { age: { type: 'number' } } } };
    const answer = JSON.stringify({ 'Ann/Example': { age: 'x' }, 4111111111111111: { age: 'x' } });
    const explanation = scored({ uses: 'gauntlet/json-schema', with: { schema } }, answer)?.explanation;
    expect(explanation).toBe('2 problems: /*/age must be number; /*/age must be number');
  });
});

describe('json-diff', () => {
  const uses = 'gauntlet/json-diff';
  const diff = (given: unknown, options = {}) => {
    return scored({ uses, with: options }, JSON.stringify(given), { json: TRIAGED });
  };

  it('gives the share of leaves that are equal, whatever the order of names', () => {
    expect(diff({ tags: ['trimmer', 'broken'], priority: 'normal', category: 'warranty' })?.score).toBe(1);
    const one = diff({ ...TRIAGED, priority: 'high' });
    expect(one).toMatchObject({ score: 0.75, label: 'different', explanation: '3 of 4 leaves; not /priority' });
  });

  it('counts what is missing and what is too much', () => {
    expect(diff({ category: 'warranty', priority: 'normal' })).toMatchObject({ score: 0.5 });
    expect(diff({ ...TRIAGED, more: { a: 1, 'b/c': null } })?.explanation).toBe('4 of 6 leaves; not /');
    expect(diff({ ...TRIAGED, tags: ['broken', 'trimmer'] })?.explanation).toBe('2 of 4 leaves; not /tags/0, /tags/1');
    expect(diff('warranty')).toMatchObject({ score: 0, explanation: '0 of 4 leaves; not /' });
  });

  it('names no place that only the answer has', () => {
    const given = { ...TRIAGED, 'Ann Example': 1, 'a/b': 2, tags: [...TRIAGED.tags, 'Ann Example'] };
    expect(diff(given)?.explanation).toBe('4 of 7 leaves; not /tags, /');
  });

  it('leaves out what the prompt ignores', () => {
    expect(diff({ ...TRIAGED, tags: [], priority: 'high' }, { ignore: ['/tags', '/priority'] })?.score).toBe(1);
  });

  it('takes the expected answer where that is JSON, and measures nothing where it is none', () => {
    expect(scored({ uses }, '[1, 2]', { answer: '[1,3]' })?.score).toBe(0.5);
    expect(scored({ uses }, '[1, 2]', { answer: 'one and three' })).toBeNull();
    expect(scored({ uses }, 'one', { answer: '[1,3]' })).toMatchObject({ score: 0, label: 'no-json' });
  });

  it('compares empty values, and names that an object inherits', () => {
    expect(scored({ uses }, '{"a":[],"b":{}}', { json: { a: [], b: {} } })?.score).toBe(1);
    expect(scored({ uses }, '{"a":{}}', { json: { a: [] } })?.score).toBe(0);
    expect(scored({ uses }, '{"a":1,"__proto__":{}}', { json: { a: 1 } })?.score).toBe(0.5);
  });

  it('takes what is nested deeper than 64 levels for a leaf that equals nothing', () => {
    const nested = (levels: number) => `${'['.repeat(levels)}1${']'.repeat(levels)}`;
    const same = (levels: number) => scored({ uses }, nested(levels), { answer: nested(levels) })?.score;
    expect([same(63), same(64)]).toEqual([1, 0]);
  });

  it('takes what is nested without end for one leaf that differs', () => {
    const deep = `${'['.repeat(100_000)}1${']'.repeat(100_000)}`;
    expect(scored({ uses }, deep, { json: [1] })).toMatchObject({ score: 0, label: 'different' });
  });
});
