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

  const nested = (depth: number) => JSON.parse('['.repeat(depth) + ']'.repeat(depth)) as unknown;
  const node = { $ref: '#/definitions/node' };
  const RECURSIVE: Record<string, Record<string, unknown>> = {
    anyOf: {
      anyOf: [
        { type: 'array', items: node, minItems: 99 },
        { type: 'array', items: node, maxItems: 99 },
      ],
    },
    allOf: { allOf: [{ items: node }, { items: node }] },
    oneOf: {
      oneOf: [
        { type: 'array', items: node },
        { type: 'array', items: node },
      ],
    },
    if: { if: { items: node }, then: { items: node } },
  };

  it.each(Object.entries(RECURSIVE))('gives up what would take longer for each level of an answer: %s', (_, schema) => {
    const validate = compileAnswerSchema({ ...node, definitions: { node: schema } });
    // It would double with each level; the suite's own time limit is the assertion.
    expect(validate(nested(200)).at(-1)).toMatch(/too many steps/);
    expect(validate(nested(2)).join()).not.toMatch(/too many steps/);
  });

  it('gives up what definitions multiply without any level', () => {
    const definitions: Record<string, unknown> = { d0: { type: 'string' } };
    for (let at = 1; at <= 40; at += 1) {
      definitions[`d${at}`] = { allOf: [{ $ref: `#/definitions/d${at - 1}` }, { $ref: `#/definitions/d${at - 1}` }] };
    }
    expect(compileAnswerSchema({ $ref: '#/definitions/d40', definitions })('a')).toEqual([
      expect.stringMatching(/too many steps/),
    ]);
  });

  it('takes a recursive answer that is as long as answers may be', () => {
    const tree = { anyOf: [{ type: 'string' }, { type: 'number' }, { type: 'array', items: node }] };
    const validate = compileAnswerSchema({ ...node, definitions: { node: tree } });
    expect(validate(Array.from({ length: 130_000 }, () => 1))).toEqual([]);
    expect(validate(nested(1_000))).toEqual([]);
  });
});
