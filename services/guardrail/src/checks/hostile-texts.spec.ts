import { describe, expect, it } from 'vitest';
import { growth, HOSTILE_TEXTS } from '@gauntlet/testing';
import { INPUT_CHECKS, OUTPUT_CHECKS } from './all-checks';

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

function answered(answer: string) {
  const responseFormat = { type: 'json_schema', schema: SCHEMA } as const;
  return { answer, canary: 'gx-0123456789ab', responseFormat, finishReason: 'stop' };
}

function grown(work: (text: string) => unknown): string[] {
  return SHAPES.filter(([, textOf]) => growth(work, textOf) > MAX_GROWTH).map(([name]) => name);
}

describe('no text makes a check take longer per character the longer it is', () => {
  it.each([...INPUT_CHECKS.values()])('$name on the way in', ({ name, run }) => {
    const work = (text: string) => run({ input: text, history: [], variables: {} }, OPTIONS[name] ?? {});
    expect(grown(work)).toEqual([]);
  });

  it.each([...OUTPUT_CHECKS.values()])('$name on the way out', ({ name, run }) => {
    expect(grown((text) => run(answered(text), OPTIONS[name] ?? {}))).toEqual([]);
  });

  it('json-schema for an answer that is JSON', () => {
    const check = OUTPUT_CHECKS.get('json-schema');
    expect(grown((text) => check?.run(answered(JSON.stringify(text)), {}))).toEqual([]);
    expect(
      growth(
        (text) => check?.run(answered(`[${text}1]`), {}),
        (length) => '1,{},'.repeat(length / 5),
      ),
    ).toBeLessThan(MAX_GROWTH);
  });
});
