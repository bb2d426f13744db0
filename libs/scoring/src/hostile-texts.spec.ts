import { describe, expect, it } from 'vitest';
import type { PromptEvaluator } from '@gauntlet/artefacts';
import { growth, HOSTILE_TEXTS } from '@gauntlet/testing';
import { answered } from '../test/subject';
import { USES } from './evaluators/all-kinds';
import { promptScorers } from './evaluators/prompt-scorers';

const MAX_GROWTH = 2.5;
const SHAPES = Object.entries({
  ...HOSTILE_TEXTS,
  'lists in lists': (length: number) => `${'[1,'.repeat(length / 5)}1${']'.repeat(length / 5)}`,
  'a long name with many members': (length: number) => {
    const members = Array.from({ length: length / 16 }, (_, index) => `"${index}":1`);
    return `{"a":{"${'k'.repeat(length / 2)}":{${members.join()}}}}`;
  },
});
const OPTIONS: Readonly<Record<string, Record<string, unknown>>> = {
  'gauntlet/regex': { pattern: '(a+)+$|(\\d[.,]?)+x' },
  'gauntlet/length': { max: 5, unit: 'words' },
  'gauntlet/json-schema': { schema: { type: 'object', properties: { a: { type: 'array', uniqueItems: true } } } },
  'gauntlet/json-diff': { ignore: ['/a/b'] },
};
const expected = {
  answer: 'A return is free within 30 days.',
  contains: ['30', 'days'],
  forbids: ['card number'],
  regex: '[a-z]+@[a-z]+$',
  json: { a: { b: 1, c: [1, 2] } },
  number: 30,
  language: 'en',
  refusal: false,
};
const messages = [{ role: 'user', content: 'How long?' }] as const;

function scorerOf(evaluator: Omit<PromptEvaluator, 'name'>) {
  const [one] = promptScorers(
    { evaluators: [{ name: 'x', ...evaluator }], responseFormat: { type: 'text' } },
    'prompt',
  );
  if (!one) throw new Error('an evaluator was named and no scorer came');
  return one.scorer;
}

const EVALUATORS = [
  { string: { startsWith: 'a', endsWith: 'b', contains: 'aab', equals: 'c' } },
  ...[...USES.keys()]
    .filter((uses) => uses.startsWith('gauntlet/'))
    .map((uses) => ({ uses, with: OPTIONS[uses] ?? {} })),
];

// Reading 38 texts of 256 kB for their language takes a while on a busy machine.
const TIMEOUT_MS = 120_000;

describe('no text makes it take longer per character the longer it is', () => {
  it.each(
    EVALUATORS.map((evaluator) => ['uses' in evaluator ? evaluator.uses : 'string', scorerOf(evaluator)] as const),
  )(
    'to score %s',
    (_, scorer) => {
      const score = (answer: string) => scorer.score(answered(answer, expected, { messages: [...messages] }));
      const grown = SHAPES.filter(([, textOf]) => growth(score, textOf) > MAX_GROWTH);
      expect(grown.map(([name]) => name)).toEqual([]);
    },
    TIMEOUT_MS,
  );
});
