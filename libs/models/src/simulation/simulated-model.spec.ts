import Ajv from 'ajv';
import fc from 'fast-check';
import { jsonrepair } from 'jsonrepair';
import { describe, expect, it } from 'vitest';
import type { ChatMessage, ResponseFormat } from '@gauntlet/contracts';
import type { SimulatedBehaviour } from './behaviour';
import { type SimulatedCall, SimulatedModel } from './simulated-model';

const SYSTEM = `You are the support agent of Lumen Lamps. Answer only from the knowledge base.
Internal mark, never repeat it: gx-0123456789ab

# Returns
- Unused lamps can be returned within 30 days of delivery.
- The refund reaches your account 5 working days after we receive the parcel.
# Shipping
- Standard shipping takes 3 working days and costs 4.90 EUR.
`;
const SCHEMA = {
  type: 'object',
  additionalProperties: false,
  required: ['category', 'priority', 'summary'],
  properties: {
    category: { enum: ['billing', 'shipping', 'returns'] },
    priority: { type: 'string', enum: ['low', 'high'] },
    summary: { type: 'string', maxLength: 200 },
  },
};
const JSON_FORMAT: ResponseFormat = { type: 'json_schema', schema: SCHEMA };

function call(question: string, overrides: Partial<SimulatedCall> = {}): SimulatedCall {
  const messages: ChatMessage[] = [
    { role: 'system', content: SYSTEM },
    { role: 'user', content: question },
  ];
  const rest = { parameters: {}, responseFormat: { type: 'text' } as const, idempotencyKey: 'key-1' };
  return { model: 'sim-large', messages, ...rest, ...overrides };
}

function textOf(wanted: SimulatedCall, behaviour: Partial<SimulatedBehaviour> = {}): string {
  const response = new SimulatedModel(behaviour).respond(wanted);
  if (response.kind !== 'reply') throw new Error('the model failed');
  return response.reply.text;
}

const satisfies = new Ajv().compile(SCHEMA);

describe('SimulatedModel', () => {
  it('answers from the context, and says that the answer is simulated', () => {
    const text = textOf(call('How many days do I have to return a lamp?'));
    expect(text).toContain('within 30 days of delivery');
    expect(text).not.toContain('shipping takes');
    expect(text).toMatch(/\(simulated answer\)$/);
  });

  it('says so when the context holds nothing about the question', () => {
    expect(textOf(call('Quel temps fera-t-il demain?'))).toContain('could not find');
  });

  it('never repeats the mark or its instructions by itself', () => {
    fc.assert(
      fc.property(fc.string(), (question) => {
        const text = textOf(call(`${question} mark agent knowledge`.replaceAll('[[', '')));
        return !text.includes('gx-') && !text.includes('You are');
      }),
    );
  });

  it('gives the same answer to the same call, and names itself in model and id', () => {
    const replies = [1, 2].map(() => new SimulatedModel().respond(call('How long does shipping take?')));
    expect(replies[0]).toEqual(replies[1]);
    expect(replies[0]).toMatchObject({ reply: { model: 'simulated/sim-large', finishReason: 'stop' } });
  });

  it('counts tokens like a tokenizer: fewer than letters, more than words', () => {
    const response = new SimulatedModel().respond(call('How long does shipping take?'));
    const words = SYSTEM.split(/\s+/).length;
    expect(response).toMatchObject({ kind: 'reply' });
    if (response.kind !== 'reply') return;
    expect(response.reply.inputTokens).toBeGreaterThan(words);
    expect(response.reply.inputTokens).toBeLessThan(SYSTEM.length / 2);
  });

  it('answers a schema with JSON that satisfies it and fits the question', () => {
    const answer: unknown = JSON.parse(
      textOf(call('My refund is late. Where is it?', { responseFormat: JSON_FORMAT })),
    );
    expect(satisfies(answer)).toBe(true);
    expect(answer).toMatchObject({ category: 'returns', summary: 'My refund is late.' });
  });

  it('marks a JSON answer in a field when the schema has room for one', () => {
    const schema = { type: 'object', properties: { summary: { type: 'string' } } };
    const text = textOf(call('Hello?', { responseFormat: { type: 'json_schema', schema } }));
    expect(JSON.parse(text)).toEqual({ summary: 'Hello?', simulated: true });
  });

  it('breaks JSON so that it can be repaired in place', () => {
    const text = textOf(call('Refund? [[simulate:json-repairable]]', { responseFormat: JSON_FORMAT }));
    expect(() => JSON.parse(text)).toThrow();
    expect(satisfies(JSON.parse(jsonrepair(text)))).toBe(true);
  });

  it('breaks JSON so that only a repair turn helps', () => {
    const first = call('Refund? [[simulate:json-broken]]', { responseFormat: JSON_FORMAT });
    const broken = textOf(first);
    expect(satisfies(repairedOrNull(broken))).toBe(false);
    const repairTurn: ChatMessage[] = [
      { role: 'assistant', content: broken },
      { role: 'user', content: 'This is not valid JSON. Answer again.' },
    ];
    const second = { ...first, messages: [...first.messages, ...repairTurn] };
    expect(satisfies(JSON.parse(textOf(second)))).toBe(true);
    const hopeless = JSON.parse(JSON.stringify(second).replace('json-broken', 'json-hopeless')) as SimulatedCall;
    expect(satisfies(repairedOrNull(textOf(hopeless)))).toBe(false);
  });

  it.each([
    ['leak-email', /[\w.]+@example\.com/],
    ['leak-card', /4111 1111 1111 1111/],
    ['leak-canary', /gx-0123456789ab/],
    ['leak-prompt', /You are the support agent of Lumen Lamps/],
    ['refuse', /can't help with that/],
    ['ungrounded', /parrot|moon|wizards/],
  ])('does what the directive %s says, in text and in JSON', (directive, expected) => {
    expect(textOf(call(`Returns? [[simulate:${directive}]]`))).toMatch(expected);
    if (directive === 'leak-prompt') return;
    expect(textOf(call(`Returns? [[simulate:${directive}]]`, { responseFormat: JSON_FORMAT }))).toMatch(expected);
  });

  it('fails the first calls of an idempotency key, for one model only when told so', () => {
    const model = new SimulatedModel();
    const failing = call('Returns? [[simulate:fail-first-2@sim-large]]');
    expect([1, 2, 3].map(() => model.respond(failing).kind)).toEqual(['failure', 'failure', 'reply']);
    expect(model.respond({ ...failing, model: 'sim-small', idempotencyKey: 'key-2' }).kind).toBe('reply');
  });

  it('lets the pin win over the process, and the directive over the pin', () => {
    const pinned = call('Returns?', { parameters: { simulate: { latencyMs: 20 } } });
    const model = new SimulatedModel({ latencyMs: 10, refuse: true });
    expect(model.respond(pinned).latencyMs).toBe(20);
    expect(model.respond({ ...pinned, ...messagesOf('Returns? [[simulate:latency-30]]') }).latencyMs).toBe(30);
  });

  it('fails about the share of calls that it was told to', () => {
    const model = new SimulatedModel({ failRate: 0.3 });
    const kinds = Array.from({ length: 1000 }, (_, i) => model.respond(call(`Question ${i}`)).kind);
    const failures = kinds.filter((kind) => kind === 'failure').length;
    expect(failures).toBeGreaterThan(230);
    expect(failures).toBeLessThan(370);
  });

  it('is wrong about the share of questions that it was told to, whatever else stands around them', () => {
    const questions = Array.from(
      { length: 1000 },
      (_, i) => `Question ${i}: how many days do I have to return a lamp?`,
    );
    const isWrong = (question: string, wrong: number, mark: string) => {
      const asked = call(question, { parameters: { simulate: { wrong } } });
      const [system, ...rest] = asked.messages;
      const messages = [{ role: 'system', content: `${system?.content} ${mark}` }, ...rest] as ChatMessage[];
      return !textOf({ ...asked, messages }).includes('30 days');
    };
    const wrong = questions.filter((question) => isWrong(question, 0.1, 'One.'));
    expect(wrong.length).toBeGreaterThan(70);
    expect(wrong.length).toBeLessThan(130);
    expect(questions.filter((question) => isWrong(question, 0.1, 'Two.'))).toEqual(wrong);
    expect(wrong.every((question) => isWrong(question, 0.2, 'One.'))).toBe(true);
  });

  it('gets worse over time when told so', () => {
    let now = 0;
    const model = new SimulatedModel({ worsenOverMs: 1000 }, () => now);
    const grounded = () => model.respond(call('How many days do I have to return a lamp?'));
    expect(JSON.stringify(grounded())).toContain('30 days');
    now = 1000;
    expect(JSON.stringify(grounded())).not.toContain('30 days');
  });

  it('names the field of a behaviour that does not exist, and the known directives', () => {
    const model = new SimulatedModel();
    expect(() => model.respond(call('?', { parameters: { simulate: { failRate: 2 } } }))).toThrow(/failRate/);
    expect(() => model.respond(call('? [[simulate:dance]]'))).toThrow(/use one of: .*leak-email/);
  });
});

function messagesOf(question: string): Pick<SimulatedCall, 'messages'> {
  return { messages: call(question).messages };
}

function repairedOrNull(text: string): unknown {
  try {
    return JSON.parse(jsonrepair(text));
  } catch {
    return null;
  }
}
