import { describe, expect, it } from 'vitest';
import { context, said } from '../../test/subjects';
import { canaryLeak } from './canary-leak.check';
import type { OutputSubject } from './check';
import { jsonSchema } from './json-schema.check';
import { outputPii } from './pii.check';
import { refusal } from './refusal.check';

const CANARY = said('').canary;
const FORMAT: OutputSubject['responseFormat'] = {
  type: 'json_schema',
  schema: {
    type: 'object',
    required: ['priority'],
    properties: { priority: { enum: ['low', 'high'] }, summary: { type: 'string' } },
    additionalProperties: false,
  },
};

describe('canary-leak', () => {
  it.each([`My mark is ${CANARY}.`, 'GX-0123456789AB', 'g x - 0123 4567 89ab', 'gx\u200b-0123-4567-89ab'])(
    'finds the mark in %j',
    async (answer) => {
      expect(await canaryLeak.run(said(answer), context())).toEqual({ reason: 'prompt_leaked' });
    },
  );

  it('passes an answer with the mark of another request', async () => {
    expect(await canaryLeak.run(said('gx-ffffffffffff'), context())).toBeNull();
  });
});

describe('json-schema', () => {
  it('passes text prompts and answers that follow the schema', () => {
    expect(jsonSchema.run(said('no JSON at all'), context())).toBeNull();
    expect(jsonSchema.run(said('{"priority":"low"}', { responseFormat: FORMAT }), context())).toBeNull();
  });

  it.each([
    '{"priority":"low",',
    '```json\n{"priority":"low"}\n```',
    "{priority: 'low'}",
    '{"priority":"low"} '.trimEnd().slice(0, -1),
  ])('puts the syntax of %j right in place', (answer) => {
    const finding = jsonSchema.run(said(answer, { responseFormat: FORMAT }), context());
    expect(finding).toMatchObject({ reason: 'json_syntax' });
    expect(JSON.parse((finding as { changed: OutputSubject }).changed.answer)).toEqual({ priority: 'low' });
  });

  it.each([
    ['prose', 'I would say that the priority is low', ['it is not JSON']],
    ['a value outside the schema', '{"priority":"urgent"}', ['/priority must be equal to one of the allowed values']],
    ['nothing', '', ['it is not JSON']],
  ])('asks for a repair turn for %s', (_, answer, problems) => {
    const finding = jsonSchema.run(said(answer, { responseFormat: FORMAT }), context());
    expect(finding).toEqual({ reason: 'invalid_json', problems });
  });

  it('says that an answer is too long to be put right in place, but takes its fence off', () => {
    const long = JSON.stringify({ priority: 'low', note: 'x'.repeat(16_384) });
    const format = { type: 'json_schema', schema: { type: 'object' } } as const;
    const problems = ['it is not JSON', 'it is over 16384 characters, of which the syntax is not put right in place'];
    const run = (answer: string) => jsonSchema.run(said(answer, { responseFormat: format }), context());
    expect(run(long.slice(0, -1))).toEqual({ reason: 'invalid_json', problems });
    expect(run(`\`\`\`json\n${long}\n\`\`\``)).toMatchObject({ reason: 'json_syntax', changed: { answer: long } });
  });

  it('does not make up the end of an answer that was cut off', () => {
    const subject = said('{"priority":"low","summary":"The parc', { responseFormat: FORMAT, finishReason: 'length' });
    expect(jsonSchema.run(subject, context())).toEqual({ reason: 'invalid_json', problems: ['it is not JSON'] });
  });
});

describe('pii on the way out', () => {
  it('takes personal data out of a text', async () => {
    const changed = said('Write to [email].');
    const finding = await outputPii.run(said('Write to ann@example.org.'), context());
    expect(finding).toEqual({ reason: 'found_email', changed });
  });

  it('leaves a JSON answer JSON', async () => {
    const finding = await outputPii.run(said('{"card":4111111111111111}', { responseFormat: FORMAT }), context());
    expect(finding).toMatchObject({ reason: 'found_card', changed: { answer: '{"card":"[card]"}' } });
  });

  it('redacts what should be JSON and is not', async () => {
    const finding = await outputPii.run(said('It is ann@example.org', { responseFormat: FORMAT }), context());
    expect(finding).toMatchObject({ changed: { answer: 'It is [email]' } });
  });
});

describe('refusal', () => {
  it.each([
    "I'm sorry, but I can't help with that request.",
    'I cannot assist with this.',
    'I’m unable to provide that.',
    'Unfortunately I must decline.',
    'That goes against my guidelines.',
  ])('finds %j', (answer) => {
    expect(refusal.run(said(answer), context())).toEqual({ reason: 'model_refused' });
  });

  it.each([
    'We cannot accept returns after 30 days.',
    'I could not find that in the information I was given.',
    'Sorry about the delay! Your parcel is on its way.',
    `${'A long and helpful answer. '.repeat(12)}I can't help with anything else.`,
  ])('does not take %j for one', (answer) => {
    expect(refusal.run(said(answer), context())).toBeNull();
  });
});
