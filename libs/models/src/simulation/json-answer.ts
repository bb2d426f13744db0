import type { Sentence } from './knowledge';
import { contentWords, overlap } from './words';

type Schema = Readonly<Record<string, unknown>>;

/** What a simulated JSON answer is made from. */
export interface JsonAnswerSource {
  readonly question: string;
  readonly knowledge: readonly Sentence[];
  /** Fills properties that are called answer, reply, response or message. */
  readonly answer: string;
  /** Fills the other strings with its first sentence. */
  readonly note: string;
}

// What an option is called for that takes whatever the others leave.
const CATCH_ALL = /(everything|anything) else/i;
const ANSWER_LIKE = /answer|reply|response|message/i;

/**
 * A value that satisfies a JSON schema of objects, arrays, enums, constants, strings, numbers and booleans.
 * Enums take the option that the question speaks of; other keywords (`$ref`, `pattern`, `format`) are not followed.
 */
export function jsonAnswer(schema: Schema, source: JsonAnswerSource): unknown {
  const value = valueFor(schema, '', source);
  // A closed schema has no room for the mark; the model's name and the response id carry it there.
  return isObject(value) && schema.additionalProperties !== false ? { ...value, simulated: true } : value;
}

function valueFor(schema: Schema, name: string, source: JsonAnswerSource): unknown {
  if ('const' in schema) return schema.const;
  if (Array.isArray(schema.enum)) return bestOption(schema.enum, source);
  const [first] = [schema.anyOf, schema.oneOf].filter(Array.isArray).flat();
  if (isObject(first)) return valueFor(first, name, source);
  const type = [schema.type].flat().find((candidate) => candidate !== 'null');
  if (type === 'array') return [valueFor(asSchema(schema.items), name, source)].slice(0, numberOr(schema.maxItems, 1));
  if (type === 'object' || isObject(schema.properties)) return objectFor(schema, source);
  if (type === 'number' || type === 'integer') return numberOr(schema.minimum, numberOr(schema.maximum, 1));
  return type === 'boolean' ? false : textFor(schema, name, source);
}

function objectFor(schema: Schema, source: JsonAnswerSource): Record<string, unknown> {
  const properties = Object.entries(asSchema(schema.properties));
  return Object.fromEntries(properties.map(([name, child]) => [name, valueFor(asSchema(child), name, source)]));
}

function textFor(schema: Schema, name: string, { answer, note }: JsonAnswerSource): string {
  const text = ANSWER_LIKE.test(name) ? answer : firstSentence(note);
  return text.slice(0, numberOr(schema.maxLength, Number.MAX_SAFE_INTEGER)).padEnd(numberOr(schema.minLength, 0), '.');
}

function bestOption(options: readonly unknown[], { question, knowledge }: JsonAnswerSource): unknown {
  const asked = contentWords(question);
  const scores = options.map((option) => {
    const words = contentWords(String(option));
    const about = knowledge.filter((sentence) => overlap(sentence.words, words) > 0);
    const described = Math.max(0, ...about.map((sentence) => overlap(sentence.words, asked)));
    return 3 * overlap(words, asked) + described + (about.some(({ text }) => CATCH_ALL.test(text)) ? 0.5 : 0);
  });
  return options[scores.indexOf(Math.max(...scores))];
}

function firstSentence(text: string): string {
  const [sentence = ''] = text.trim().split(/(?<=[.!?])\s/);
  return sentence || 'nothing was asked';
}

function isObject(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function asSchema(value: unknown): Schema {
  return isObject(value) ? value : {};
}

function numberOr(value: unknown, fallback: number): number {
  return typeof value === 'number' ? value : fallback;
}
