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
});
