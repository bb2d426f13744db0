import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { PromptVariablesError } from '@gauntlet/artefacts';
import { type GauntletEvent, TOPICS } from '@gauntlet/contracts';
import { RegistryStaleError } from '@gauntlet/registry';
import { publishedVersion, registryWith } from '@gauntlet/registry/testing';
import { exampleEvent } from '@gauntlet/testing';
import { PromptRenderConfig } from './prompt-render.config';
import { PromptRenderer } from './prompt-render.service';

const PROMPT = `
name: x
description: x
model: simulated/sim-large
responseFormat: json_schema
maxAnswerCharacters: 900
jsonSchema: { name: x, schema: { type: object } }
messages: [{ role: system, content: 'You serve {{customer}}.' }, { role: user, content: '{{input}}' }]
`;

const prompt = publishedVersion('prompt', PROMPT);

function cleared(variables: Record<string, string> = { customer: 'Ada' }): GauntletEvent<typeof TOPICS.cleared> {
  const event = exampleEvent(TOPICS.cleared);
  event.facts.request.pin.prompt = prompt.ref;
  return { ...event, content: { ...event.content, variables } };
}

function rendererOf(registry: ReturnType<typeof registryWith>, secret = 'a secret of our own'): PromptRenderer {
  const config = Object.assign(new PromptRenderConfig(), { PROMPT_MARK_SECRET: secret });
  return new PromptRenderer(registry, config, 'prompt-render-1');
}

const renderer = rendererOf(registryWith(prompt.event));

describe('PromptRenderer', () => {
  it('renders the version that the pin names, with the request’s own mark and the prompt’s format', () => {
    const event = cleared();
    const { topic, facts, content } = renderer.decide(event);
    const { canary } = content;
    expect(canary).toMatch(/^gx-[0-9a-f]{12}$/);
    expect(topic).toBe(TOPICS.rendered);
    const responseFormat = { type: 'json_schema', schema: { type: 'object' } };
    expect(facts).toMatchObject({ turn: 0, responseFormat, maxAnswerCharacters: 900 });
    expect(content).toMatchObject({ ...event.content, canary });
    expect(content.messages[0]?.content).toMatch(/^You serve Ada\./);
    expect(content.messages[0]?.content).toContain(canary);
    expect(content.messages.slice(1)).toEqual([
      ...event.content.history,
      { role: 'user', content: event.content.input },
    ]);
    expect(facts.trail.stages).toHaveLength(event.facts.trail.stages.length + 1);
    expect(facts.trail.stages.at(-1)).toMatchObject({ stage: 'prompt-render', turn: 0, instance: 'prompt-render-1' });
  });

  describe('for backups with a version of their own', () => {
    const own = publishedVersion('prompt', PROMPT.replace('You serve', 'In one sentence, serve'), { version: 'v2' });
    const both = [prompt.event, own.event];
    const withOwn = () => {
      const event = cleared();
      event.facts.request.pin.backups.push({ ...event.facts.request.pin.model, prompt: own.ref });
      return event;
    };

    it('renders that too, with the same mark and texts', () => {
      const { content } = rendererOf(registryWith(...both)).decide(withOwn());
      expect(content.messages[0]?.content).toMatch(/^You serve Ada\./);
      expect(content.backupMessages?.[0]?.content).toMatch(/^In one sentence, serve Ada\./);
      expect(content.backupMessages?.[0]?.content).toContain(content.canary);
      expect(content.backupMessages?.slice(1)).toEqual(content.messages.slice(1));
    });

    it('renders once when it is the version that the request gets anyway, as a canary may', () => {
      const event = withOwn();
      event.facts.request.pin.prompt = own.ref;
      const { content } = rendererOf(registryWith(...both)).decide(event);
      expect(content.messages[0]?.content).toMatch(/^In one sentence/);
      expect(content.backupMessages).toBeUndefined();
    });

    it('waits for it while it is still on its way', () => {
      expect(() => renderer.decide(withOwn())).toThrow(RegistryStaleError);
    });
  });

  it('gives the same messages and id for a redelivery', () => {
    const event = cleared();
    const [first, second] = [renderer.decide(event), renderer.decide(event)];
    expect([second.id, second.content]).toEqual([first.id, first.content]);
  });

  it('gives another request another mark, the same on every instance, and another one with another secret', () => {
    const event = cleared();
    const { canary } = renderer.decide(event).content;
    expect(rendererOf(registryWith(prompt.event)).decide(event).content.canary).toBe(canary);
    expect(rendererOf(registryWith(prompt.event), 'a secret of others').decide(event).content.canary).not.toBe(canary);
    event.facts.request.id = randomUUID();
    expect(renderer.decide(event).content.canary).not.toBe(canary);
  });

  it('refuses a request whose variables don’t fit', () => {
    expect(() => renderer.decide(cleared({}))).toThrow(PromptVariablesError);
  });

  it('waits for a version that is still on its way', () => {
    const waiting = rendererOf(registryWith());
    expect(() => waiting.decide(cleared())).toThrow(RegistryStaleError);
  });
});
