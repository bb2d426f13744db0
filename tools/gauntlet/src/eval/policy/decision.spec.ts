import { describe, expect, it } from 'vitest';
import { parsePolicyFile } from '@gauntlet/artefacts';
import { type GauntletEvent, TOPICS } from '@gauntlet/contracts';
import { exampleEvent } from '@gauntlet/testing';
import { decide } from './decision';

type Generated = GauntletEvent<typeof TOPICS.generated>;

const policy = (input: string, output: string) =>
  parsePolicyFile(`
name: tried
version: v1
description: for the spec
refusalAnswer: No.
input: { checks: [${input}] }
output: { checks: [${output}] }
`);

const accepted = (input: string) => {
  const event = exampleEvent(TOPICS.accepted);
  return { ...event, content: { ...event.content, input, history: [], variables: {} } };
};

const generated = (input: string, completion: string, facts: Partial<Generated['facts']> = {}): Generated => {
  const event = exampleEvent(TOPICS.generated);
  const content = { ...event.content, input, history: [], variables: {}, completion };
  return { ...event, facts: { ...event.facts, turn: 0, responseFormat: { type: 'text' }, ...facts }, content };
};

const TERMS = "{ check: banned-terms, action: block, options: { terms: ['Acme Cloud'] } }";
const PERSONAL = '{ check: personal-data, action: redact }';
const PASS = '{ check: input-length, action: flag, options: { maxCharacters: 9999 } }';
const REFUSAL = '{ check: refusal, action: flag }';
const question = 'Is Acme Cloud cheaper?';

describe('decide', () => {
  it('blocks on the way in without looking at an answer', async () => {
    const recorded = { accepted: accepted(question), generated: [generated(question, 'Yes.')] };
    expect(await decide(recorded, policy(TERMS, REFUSAL))).toEqual({
      ending: 'blocked',
      acts: [{ side: 'input', check: 'banned-terms', outcome: 'block' }],
      inDoubt: false,
      otherWords: false,
    });
  });

  it('looks at the recorded answer, and says where it was one to other words', async () => {
    const asked = 'Write to ann@example.org.';
    const recorded = { accepted: accepted(asked), generated: [generated(asked, 'I mailed bob@example.org.')] };
    const { ending, acts, otherWords } = await decide(recorded, policy(PERSONAL, PERSONAL));
    expect([ending, otherWords]).toEqual(['answered', true]);
    expect(acts.map(({ side, outcome }) => `${side} ${outcome}`)).toEqual(['input redact', 'output redact']);
    expect((await decide(recorded, policy(PASS, REFUSAL))).otherWords).toBe(false);
  });

  it('takes for personal data of a caller what its own policy left of the request', async () => {
    const asked = 'My mail is ann@example.org.';
    const recorded = {
      accepted: accepted(asked),
      generated: [generated('My mail is [EMAIL_1].', 'To ann@example.org.')],
    };
    const acts = async (input: string) =>
      (await decide(recorded, policy(input, PERSONAL))).acts.map(({ side }) => side);
    expect(await acts(PASS)).toEqual([]);
    expect(await acts(PERSONAL)).toEqual(['input', 'output']);
  });

  it('does not know what follows where no answer is recorded', async () => {
    const recorded = { accepted: accepted(question), generated: [] };
    expect(await decide(recorded, policy(PASS, REFUSAL))).toMatchObject({ ending: 'unknown', acts: [] });
  });

  it('leaves a score in doubt to the default of the policy', async () => {
    const doubt = (grey: string) =>
      `{ check: injection, action: block, grey: ${grey}, judge: injection-judge@v2, options: { judge: 0, block: 1 } }`;
    const recorded = { accepted: accepted(question), generated: [generated(question, 'Yes.')] };
    expect(await decide(recorded, policy(doubt('block'), REFUSAL))).toMatchObject({ ending: 'blocked', inDoubt: true });
    expect(await decide(recorded, policy(doubt('pass'), REFUSAL))).toMatchObject({ ending: 'answered', inDoubt: true });
  });

  it('asks for the repair turn where one was recorded', async () => {
    const schema = { type: 'object', required: ['days'], properties: { days: { type: 'integer' } } };
    const facts = {
      responseFormat: { type: 'json_schema', name: 'days', schema } as Generated['facts']['responseFormat'],
    };
    const broken = generated(question, 'Well, thirty days.', facts);
    const repaired = generated(question, '{"days": 30}', { ...facts, turn: 1 });
    const repairing = policy(PASS, '{ check: json-schema, action: repair }');
    const endingOf = async (answers: Generated[]) =>
      (await decide({ accepted: accepted(question), generated: answers }, repairing)).ending;
    expect(await endingOf([broken, repaired])).toBe('answered');
    expect(await endingOf([broken])).toBe('unknown');
    expect(await endingOf([broken, { ...broken, facts: { ...broken.facts, turn: 1 } }])).toBe('canned');
  });
});
