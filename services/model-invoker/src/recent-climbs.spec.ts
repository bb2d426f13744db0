import { describe, expect, it } from 'vitest';
import type { Climb } from './ladder';
import { RecentClimbs } from './model-invoker.service';

const MIB = 1_048_576;

function climbOf(characters: number): Climb {
  const reply = { text: 'x'.repeat(characters), provider: 'p', model: 'm', finishReason: null, usage: null };
  return { attempts: [], taken: { reply, rung: {} as NonNullable<Climb['taken']>['rung'] } };
}

describe('RecentClimbs', () => {
  it('holds at most about 16 million characters, whatever is never published', async () => {
    const climbs = new RecentClimbs();
    let begun = 0;
    const join = (key: number) =>
      climbs.join(`${key}`, async () => {
        begun += 1;
        return climbOf(MIB);
      });
    for (let key = 0; key < 100; key += 1) await join(key);
    for (let key = 85; key < 100; key += 1) await join(key);
    expect(begun).toBe(100);
    await join(80);
    expect(begun).toBe(101);
  });

  it('forgets a climb that failed, and weighs nothing that was forgotten before it ended', async () => {
    const climbs = new RecentClimbs();
    await expect(climbs.join('a', () => Promise.reject(new Error('x')))).rejects.toThrow();
    expect(await climbs.join('a', async () => climbOf(1))).toMatchObject({ attempts: [] });
    for (let round = 0; round < 30; round += 1) {
      const pending = climbs.join('b', async () => climbOf(MIB));
      climbs.forget('b');
      await pending;
    }
    let again = 0;
    await climbs.join('a', async () => climbOf((again += 1)));
    expect(again).toBe(0);
  });
});
