import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { redactInTurns, redactMap, redactReleased } from './redact-texts';

const MAIL = 'ann@example.org';

describe('redactReleased', () => {
  it('redacts every text of a record and keeps its shape', async () => {
    const content = {
      input: `I am ${MAIL}`,
      history: [{ role: 'user' as const, content: MAIL }],
      variables: { contact: MAIL },
      messages: [{ role: 'system' as const, content: `Customer: ${MAIL}` }],
      answer: `Noted: ${MAIL}`,
    };
    expect(await redactReleased(content)).toEqual({
      input: 'I am [email]',
      history: [{ role: 'user', content: '[email]' }],
      variables: { contact: '[email]' },
      messages: [{ role: 'system', content: 'Customer: [email]' }],
      answer: 'Noted: [email]',
    });
    expect(content.answer).toContain(MAIL);
  });
});

describe('redactMap', () => {
  it('keeps all values of names that redact alike, and changes nothing more the second time', async () => {
    const map = {
      'ann@example.org': 'a',
      '[email] 2': 'b',
      'bob@example.org': MAIL,
      team: 'c',
      'eve@example.org': 'd',
    };
    const once = { '[email]': 'a', '[email] 2': 'b', '[email] 3': '[email]', team: 'c', '[email] 4': 'd' };
    expect(await redactMap(map)).toEqual(once);
    expect(await redactMap(once)).toEqual(once);
  });
});

/** Turns that the event loop has while some work is done, if every step of it takes longer than a turn may. */
async function turnsDuring(work: () => Promise<unknown>): Promise<number> {
  // Time goes on where the turns before have left it.
  let now = performance.now();
  await nextTurn();
  vi.spyOn(performance, 'now').mockImplementation(() => (now += 1_000));
  let isDone = false;
  const done = work().finally(() => (isDone = true));
  let turns = 0;
  for (; !isDone; turns += 1) await nextTurn();
  await done;
  await nextTurn();
  vi.restoreAllMocks();
  return turns;
}

describe('a long text', () => {
  const long = `${MAIL} `.repeat(20_000);
  const content = { input: 'Hi', history: [], variables: {}, messages: [], answer: 'Hello' };

  it.each([
    ['of a caller', () => redactReleased({ ...content, input: long })],
    ['of a model', () => redactReleased({ ...content, answer: long })],
    ['in a map', () => redactMap({ note: long })],
    ['by itself', () => redactInTurns(long)],
  ])('%s leaves the event loop to others while it is redacted', async (_, work) => {
    expect(await turnsDuring(work)).toBeGreaterThan(30);
  });
});
