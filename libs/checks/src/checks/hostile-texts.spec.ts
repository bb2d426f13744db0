import { describe, expect, it } from 'vitest';
import { growth, HOSTILE_TEXTS } from '@gauntlet/testing';
import { asking, context, said } from '../../test/subjects';
import { inputLength } from './input-length.check';
import { jsonSchema } from './json-schema.check';
import { promptInjection } from './prompt-injection.check';
import { refusal } from './refusal.check';

// Twice as long per character is the machine; four times would be work that grows with the square of the text.
const MAX_GROWTH = 2.5;
const OPTIONS: Record<string, Record<string, unknown>> = { 'input-length': { maxCharacters: 1_000_000 } };
const SCHEMA = {
  anyOf: [
    { type: 'string', pattern: '^(a+)+$' },
    { type: 'array', uniqueItems: true },
    { type: 'object', required: ['b'], additionalProperties: { type: 'string' } },
  ],
};
const SHAPES = Object.entries(HOSTILE_TEXTS);

// These look at a whole text at once. The others look at pieces of one length, and their detectors have a spec like this.
const WHOLE = { input: [inputLength, promptInjection], output: [jsonSchema, refusal] };

function answered(answer: string) {
  return said(answer, { responseFormat: { type: 'json_schema', schema: SCHEMA } });
}

function grown(work: (text: string) => unknown): string[] {
  return SHAPES.filter(([, textOf]) => growth(work, textOf) > MAX_GROWTH).map(([name]) => name);
}

describe('no text makes a check take longer per character the longer it is', () => {
  it.each(WHOLE.input)('$name on the way in', ({ name, run }) => {
    expect(grown((text) => run(asking(text), context(OPTIONS[name])))).toEqual([]);
  });

  it.each(WHOLE.output)('$name on the way out', ({ name, run }) => {
    expect(grown((text) => run(answered(text), context(OPTIONS[name])))).toEqual([]);
  });

  it('json-schema for an answer that is JSON', () => {
    const run = (answer: string) => jsonSchema.run(answered(answer), context());
    expect(grown((text) => run(JSON.stringify(text)))).toEqual([]);
    const list = (length: number) => '1,{},'.repeat(length / 5);
    expect(growth((text) => run(`[${text}1]`), list)).toBeLessThan(MAX_GROWTH);
  });
});
