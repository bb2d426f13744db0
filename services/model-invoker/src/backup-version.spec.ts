import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { failure, FRESH, modelRef, rendered, reply, ScriptedProvider, service } from '../test/scripted-ladder';

describe('a backup with a prompt version of its own', () => {
  const v6 = { name: 'support-agent', version: 'v6', hash: createHash('sha256').update('v6').digest('hex') };
  const own = [{ role: 'user' as const, content: 'hi, in one sentence' }];
  const models = [modelRef('main'), modelRef('spare'), { ...modelRef('last'), prompt: v6 }];
  const answeredBy = (name: string) =>
    new ScriptedProvider(async (call) => (call.model === name ? reply(call) : Promise.reject(failure(false))));
  const event = () => {
    const plain = rendered(models);
    return { ...plain, content: { ...plain.content, backupMessages: own } };
  };

  it('alone is asked with its own messages; those are published, and the version', async () => {
    const provider = answeredBy('last');
    const { facts, content } = await service(provider).decide(event(), FRESH);
    const asked = provider.calls.map(({ messages }) => messages[0]?.content);
    expect(asked).toEqual(['hi', 'hi', 'hi, in one sentence']);
    expect(facts).toMatchObject({ prompt: v6, completion: { source: 'backup', model: 'last' } });
    expect(content.messages).toEqual(own);
    expect(content).not.toHaveProperty('backupMessages');
  });

  it.each(['main', 'spare', 'nobody'])('leaves the version of the pin when %s answers', async (name) => {
    const { facts, content } = await service(answeredBy(name)).decide(event(), FRESH);
    expect(facts.prompt).toBeUndefined();
    expect(content.messages).toEqual([{ role: 'user', content: 'hi' }]);
    expect(content).not.toHaveProperty('backupMessages');
  });

  it.each(['main', 'last', 'nobody'])(
    'changes nothing about the conversation of a repair turn, when %s answers',
    async (name) => {
      const provider = answeredBy(name);
      const turn0 = rendered(models);
      const turn1 = { ...turn0, facts: { ...turn0.facts, turn: 1, prompt: v6 } };
      const { facts, content } = await service(provider).decide(turn1, FRESH);
      expect(new Set(provider.calls.map(({ messages }) => messages[0]?.content))).toEqual(new Set(['hi']));
      expect(facts.prompt).toEqual(v6);
      expect(content.messages).toEqual(turn1.content.messages);
    },
  );
});
