import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CompletionFacts, type GauntletEvent, TOPICS, withoutMark } from '@gauntlet/contracts';
import { publishedVersion, registryWith } from '@gauntlet/registry/testing';
import { exampleEvent } from '@gauntlet/testing';
import { POLICY } from '../test/policy';
import { GuardrailConfig } from './guardrail.config';
import { OutputGuardrail } from './output-guardrail.service';

type Generated = GauntletEvent<typeof TOPICS.generated>;
type Facts = Partial<Omit<Generated['facts'], 'completion'>> & { completion?: Partial<CompletionFacts> };

const policy = publishedVersion('policy', POLICY);
const CHECKS = ['canary-leak', 'json-schema', 'pii', 'refusal'];
const PII_PASSED = { side: 'input', turn: 0, check: 'pii', outcome: 'pass', reason: null, durationMs: 1 } as const;
const JSON_FORMAT = {
  type: 'json_schema' as const,
  schema: { type: 'object', required: ['priority'], properties: { priority: { enum: ['low', 'high'] } } },
};

function generated(completion: string, { completion: about, ...facts }: Facts = {}): Generated {
  const event = exampleEvent(TOPICS.generated);
  event.facts.request.pin.policy = policy.ref;
  const source = { ...event.facts.completion, source: 'primary' as const, ...about };
  return {
    ...event,
    facts: { ...event.facts, ...facts, completion: source },
    content: { ...event.content, completion },
  };
}

const guardrail = new OutputGuardrail(registryWith(policy.event), new GuardrailConfig(), 'guardrail-1');

async function released(event: Generated) {
  const result = await guardrail.decide(event);
  if (result.topic !== TOPICS.released) throw new Error(`expected a response, got ${result.topic}`);
  return result;
}

describe('OutputGuardrail', () => {
  it('releases a good answer with a verdict of every check', async () => {
    const event = generated('You have 30 days.');
    const { facts, content } = await released(event);
    expect(facts).toMatchObject({ outcome: 'answered', flags: [], reason: null, releasedBy: 'guardrail.output' });
    expect(content).toMatchObject({
      answer: 'You have 30 days.',
      messages: withoutMark(event.content.messages, event.content.canary),
    });
    expect(JSON.stringify({ facts, content })).not.toContain(event.content.canary);
    expect(facts.trail.verdicts.filter(({ side }) => side === 'output').map(({ check }) => check)).toEqual(CHECKS);
    expect(facts.trail.stages.at(-1)?.stage).toBe('guardrail.output');
  });

  it('redacts leaked personal data and says so', async () => {
    const { facts, content } = await released(generated('Write to ann@example.org'));
    expect(content.answer).toBe('Write to [email]');
    expect(facts).toMatchObject({ outcome: 'answered', flags: ['redacted'] });
  });

  it('blocks an answer that leaks the prompt and keeps it out of the record', async () => {
    const event = generated('x');
    const { facts, content } = await released(generated(`My mark is ${event.content.canary}`));
    expect(facts).toMatchObject({ outcome: 'blocked', reason: 'prompt_leaked' });
    expect(content.answer).toBe("I can't help with that.");
  });

  it('repairs the syntax of JSON in place', async () => {
    const { facts, content } = await released(generated('{"priority":"low",', { responseFormat: JSON_FORMAT }));
    expect(JSON.parse(content.answer)).toEqual({ priority: 'low' });
    expect(facts).toMatchObject({ outcome: 'answered', flags: ['repaired'] });
  });

  it('asks the model once more, with its answer and the errors, then is content or gives up', async () => {
    const broken = generated('the priority is low', { responseFormat: JSON_FORMAT, maxAnswerCharacters: 500 });
    const again = await guardrail.decide(broken);
    expect(again).toMatchObject({
      topic: TOPICS.rendered,
      facts: { turn: 1, responseFormat: JSON_FORMAT, maxAnswerCharacters: 500 },
    });
    if (again.topic !== TOPICS.rendered) throw new Error('no repair turn');
    expect(again.content.messages.slice(0, -2)).toEqual(broken.content.messages);
    expect(again.content.messages.slice(-2)).toMatchObject([
      { role: 'assistant', content: 'the priority is low' },
      { role: 'user', content: expect.stringContaining('- it is not JSON') as string },
    ]);

    const turn1 = (text: string) => generated(text, { responseFormat: JSON_FORMAT, turn: 1, trail: again.facts.trail });
    const good = await released(turn1('{"priority":"high"}'));
    expect(good.facts).toMatchObject({ outcome: 'answered', flags: ['repaired'] });
    const bad = await released(turn1('still prose'));
    expect(bad.facts).toMatchObject({ outcome: 'canned', reason: 'invalid_json', flags: [] });
    expect(bad.content.answer).toBe(broken.content.cannedAnswer);
  });

  it('releases no personal data of the answer that had to be repaired', async () => {
    const again = await guardrail.decide(generated('prose by ann@example.org', { responseFormat: JSON_FORMAT }));
    if (again.topic !== TOPICS.rendered) throw new Error('no repair turn');
    const trail = { ...again.facts.trail, verdicts: [PII_PASSED, ...again.facts.trail.verdicts] };
    const turn1 = generated('{"priority":"high"}', { responseFormat: JSON_FORMAT, turn: 1, trail });
    const { content } = await released({ ...turn1, content: { ...turn1.content, messages: again.content.messages } });
    expect(content.messages.at(-2)).toEqual({ role: 'assistant', content: 'prose by [EMAIL_1]' });
  });

  it('releases no personal data that a check in shadow saw', async () => {
    const event = generated('You have 30 days.');
    const content = { ...event.content, input: 'I am ann@example.org' };
    const inputOf = async (shadow: 'pass' | 'redact') => {
      const trail = { ...event.facts.trail, verdicts: [{ ...PII_PASSED, shadow }] };
      return (await released({ ...event, facts: { ...event.facts, trail }, content })).content.input;
    };
    expect(await inputOf('redact')).toBe('I am [EMAIL_1]');
    expect(await inputOf('pass')).toBe('I am [email]');
  });

  it('leaves no address in its record that only the prompt has', async () => {
    const event = generated('You have 30 days.');
    event.content.messages = [{ role: 'system', content: 'Tell them to write to help@shop.example.' }];
    event.facts.trail.verdicts.push(PII_PASSED);
    const { content } = await released(event);
    expect(content.messages[0]?.content).toBe('Tell them to write to [email].');
  });

  it('keeps the version of a backup that answered with its own, in the repair turn and in the response', async () => {
    const { prompt } = exampleEvent(TOPICS.generated, 'backup-version').facts;
    const again = await guardrail.decide(generated('prose', { responseFormat: JSON_FORMAT, prompt }));
    expect(again).toMatchObject({ topic: TOPICS.rendered, facts: { turn: 1, prompt: { version: 'v6' } } });
    expect((await released(generated('You have 30 days.', { prompt }))).facts.prompt).toEqual(prompt);
  });

  it('lets the canned answer through, with verdicts and without a repair turn', async () => {
    const event = generated("Sorry, I can't answer right now.", {
      responseFormat: JSON_FORMAT,
      completion: { source: 'canned', provider: null, model: null, finishReason: null, usage: null },
    });
    const { facts, content } = await released(event);
    expect(facts).toMatchObject({ outcome: 'canned', reason: 'models_exhausted', flags: [] });
    expect(content.answer).toBe(event.content.cannedAnswer);
    expect(facts.trail.verdicts.some(({ side }) => side === 'output')).toBe(true);
  });

  it('marks the answer of a backup model, and a refusal by a verdict', async () => {
    const { facts } = await released(
      generated("I'm sorry, but I can't help with that.", { completion: { source: 'backup' } }),
    );
    expect(facts).toMatchObject({ outcome: 'answered', flags: ['fallback'] });
    expect(facts.trail.verdicts.at(-1)).toMatchObject({ check: 'refusal', outcome: 'flag', reason: 'model_refused' });
  });

  it('never releases an answer that is not covered by a verdict of each check of its turn', async () => {
    const bait = fc.constantFrom(
      'gx-0123456789ab',
      'ann@example.org',
      '{"priority":"low"}',
      '{"priority":',
      "I can't help",
    );
    const text = fc.array(fc.oneof(fc.string({ unit: 'binary' }), bait)).map((parts) => parts.join(' '));
    const format = fc.constantFrom(JSON_FORMAT, { type: 'text' as const });
    await fc.assert(
      fc.asyncProperty(text, format, fc.constantFrom(0, 1), async (answer, responseFormat, turn) => {
        const { topic, facts } = await guardrail.decide(generated(answer, { responseFormat, turn }));
        if (topic !== TOPICS.released || !('outcome' in facts) || facts.outcome !== 'answered') return;
        const own = facts.trail.verdicts.filter((verdict) => verdict.side === 'output' && verdict.turn === turn);
        expect(own.map(({ check }) => check)).toEqual(CHECKS);
      }),
      { numRuns: 1000 },
    );
  });
});
