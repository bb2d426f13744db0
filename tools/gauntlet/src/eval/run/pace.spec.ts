import { describe, expect, it } from 'vitest';
import { Pace } from './pace';

/** Asks for `seconds` as often as it may, one question at a time, while others get `perSecond` answers. */
async function questionsIn(seconds: number, perSecond: number): Promise<number> {
  let now = 1_000_000;
  const until = now + seconds * 1_000;
  const pace: Pace = new Pace(
    () => now,
    (ms) => Promise.resolve(pass(ms)),
  );
  let owed = 0;
  function pass(ms: number): void {
    now += ms;
    for (owed += (perSecond * ms) / 1_000; owed >= 1; owed -= 1) pace.sawOther(now);
  }
  // Others have asked before the run begins.
  pass(1_000);
  let questions = 0;
  for (; now < until; questions += 1) {
    await pace.next();
    // An answer takes its time.
    pass(10);
  }
  return questions;
}

describe('Pace', () => {
  it('asks one question for every 20 answers of others, and one a second', async () => {
    expect(Math.abs((await questionsIn(100, 100)) - 600)).toBeLessThan(15);
    expect(Math.abs((await questionsIn(100, 10)) - 150)).toBeLessThan(15);
  });

  it('asks as fast as it is answered while nobody else asks', async () => {
    expect(await questionsIn(10, 0)).toBeGreaterThan(800);
  });

  it('yields to nobody for answers of long ago, which a run that goes on reads first', async () => {
    const pace = new Pace(
      () => 1_000_000,
      () => Promise.reject(new Error('it waits')),
    );
    for (let answer = 0; answer < 100; answer += 1) pace.sawOther(900_000);
    for (let question = 0; question < 10; question += 1) await pace.next();
  });
});
