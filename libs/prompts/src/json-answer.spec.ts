import { describe, expect, it } from 'vitest';
import { compileAnswerSchema } from './json-answer';

const SCHEMA = {
  type: 'object',
  required: ['priority'],
  properties: { priority: { enum: ['low', 'high'] }, mail: { type: 'string', format: 'email' } },
  additionalProperties: false,
};

describe('compileAnswerSchema', () => {
  it('accepts an answer that follows the schema, whatever its formats', () => {
    expect(compileAnswerSchema(SCHEMA)({ priority: 'low', mail: '[email]' })).toEqual([]);
  });

  it('names every place and rule that an answer breaks, without its text', () => {
    expect(compileAnswerSchema(SCHEMA)({ mail: 7, secret: 'text of a person' })).toEqual([
      "/ must have required property 'priority'",
      '/ must NOT have additional properties',
      '/mail must be string',
    ]);
  });

  it('compiles a schema with an $id again and again', () => {
    const schema = { $id: 'https://example.org/x', type: 'string' };
    expect([compileAnswerSchema(schema)('a'), compileAnswerSchema(schema)('b')]).toEqual([[], []]);
  });

  it('matches patterns as JSON schema asks, anywhere in the text', () => {
    const validate = compileAnswerSchema({ type: 'string', pattern: 'b\\u00e9+' });
    expect([validate('abéé'), validate('ab')]).toEqual([[], ['/ must match pattern "b\\u00e9+"']]);
  });

  it('is not stopped by a pattern that would backtrack without end', () => {
    const validate = compileAnswerSchema({ type: 'string', pattern: '^(a+)+$' });
    // Backtracking would take longer than the age of the universe; the suite's own time limit is the assertion.
    expect(validate(`${'a'.repeat(10_000)}!`)).toHaveLength(1);
  });

  it.each(['^(?=.*x)', '(a)\\1'])('refuses the pattern %s, which no linear engine knows', (pattern) => {
    expect(() => compileAnswerSchema({ type: 'string', pattern })).toThrow('error parsing regexp');
  });

  it('finds items that are there twice, whatever the order of their names', () => {
    const validate = compileAnswerSchema({ type: 'array', uniqueItems: true });
    expect(
      validate([
        { a: 1, b: [2] },
        { b: [2], a: 1 },
      ]),
    ).toEqual(['/ must NOT have duplicate items']);
    expect(validate([1, '1', [1], { a: 1 }])).toEqual([]);
  });
});
