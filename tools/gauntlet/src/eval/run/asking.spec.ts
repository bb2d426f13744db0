import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { encodeEvent, TOPICS } from '@gauntlet/contracts';
import { exampleEvent } from '@gauntlet/testing';
import { Asking, type AskingOptions } from './asking';
import type { Call } from './call';

const IDS = ['a', 'b', 'c'];
const CALLS = IDS.map((requestId) => ({ requestId, event: { id: requestId } }) as unknown as Call);

function released(requestId: string) {
  const { headers, value } = encodeEvent(exampleEvent(TOPICS.released));
  const bytes = Object.fromEntries(Object.entries(headers).map(([name, text]) => [name, Buffer.from(String(text))]));
  const place = { topic: TOPICS.released, partition: 0, offset: '0', writtenAt: 0 };
  return { ...place, key: Buffer.from(requestId), headers: bytes, value };
}

/** A run whose questions are answered as soon as they are published, except those that `isSilent` names. */
function run(options: Partial<AskingOptions<Call>> = {}, isSilent: (id: string) => boolean = () => false) {
  const answered: string[] = [];
  const published: string[] = [];
  const open = { now: 0, most: 0 };
  const asking = new Asking(CALLS, {
    ...{ concurrency: 2, limitMs: 50, isEnough: () => false },
    eventOf: ({ event }) => event,
    onAnswer: ({ requestId }) => answered.push(requestId),
    ...options,
  });
  const publish = ({ id }: { id: string }) => {
    published.push(id);
    open.most = Math.max(open.most, (open.now += 1));
    setImmediate(() => {
      open.now -= 1;
      if (!isSilent(id)) asking.receive(released(id));
    });
    return Promise.resolve({ partition: 0, offset: '0' });
  };
  return { asking, answered, published, open, ask: () => asking.ask({ publish } as never) };
}

describe('Asking', () => {
  it('asks each question once, no more at a time than it may', async () => {
    const { answered, published, open, ask } = run();
    await ask();
    expect([published, answered.sort(), open.most]).toEqual([IDS, IDS, 2]);
  });

  it('does not ask what was answered while nobody listened, and takes the first answer alone', async () => {
    const { asking, answered, published, ask } = run();
    asking.receive(released('b'));
    asking.receive(released('b'));
    asking.receive(released('somebody else’s'));
    await ask();
    expect([published, answered.sort()]).toEqual([['a', 'c'], IDS]);
  });

  it('goes on after a question that gets no answer in time, and takes an answer that comes later', async () => {
    const { asking, answered, published, ask } = run({}, (id) => id === 'a');
    await ask();
    expect([published, answered]).toEqual([IDS, ['b', 'c']]);
    asking.receive(released('a'));
    expect(answered).toEqual(['b', 'c', 'a']);
  });

  it('goes on where there is nothing to ask', async () => {
    const { published, ask } = run({ eventOf: (call) => (call.requestId === 'b' ? null : call.event) });
    await ask();
    expect(published).toEqual(['a', 'c']);
  });

  it('asks nothing more once it is enough', async () => {
    const { published, ask } = run({ concurrency: 1, isEnough: () => published.length === 2 });
    await ask();
    expect(published).toEqual(['a', 'b']);
  });

  it('ends with the error of who keeps the answers, and passes over what is no event', async () => {
    const full = {
      onAnswer: () => {
        throw new Error('disk full');
      },
    };
    const { published: paid, ask: askAll } = run({ ...full, concurrency: 1, limitMs: 5 });
    await expect(askAll()).rejects.toThrow('disk full');
    await pause(50);
    expect(paid).toEqual(['a']);
    const { asking, answered, ask } = run();
    asking.receive({ ...released('a'), value: Buffer.from('{}') });
    await ask();
    expect(answered.sort()).toEqual(IDS);
  });
});
