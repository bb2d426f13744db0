import { describe, expect, it } from 'vitest';
import type { GroupName } from '@gauntlet/contracts';
import { WantedKeys } from '../deliver/wanted-keys';
import type { PartitionOffset } from './assignment';
import { restWhileUnwanted } from './group-rest';
import type { TopicEnds } from './kafka-consumer';

const group = 'spec.resting' as GroupName;
const at = (offset: bigint): PartitionOffset => ({ topic: 'events', partition: 0, offset });
const turn = () => new Promise(setImmediate);

function resting() {
  const log: string[] = [];
  const answers: ((ends: TopicEnds) => void)[] = [];
  let tell: (anybody: boolean) => void = () => undefined;
  const wanted = new WantedKeys();
  wanted.narrow(group, {
    wants: () => true,
    onChange: (listener) => {
      tell = listener;
      listener(false);
    },
  });
  restWhileUnwanted({
    group,
    wanted,
    reader: {
      rest: () => void log.push('rest'),
      wake: (from) => void log.push(`wake at ${from.map(({ offset }) => offset).join()}`),
    },
    ends: () => new Promise((resolve) => answers.push(resolve)),
  });
  const answer = () => answers.shift()?.({ first: [at(0n)], next: [at(1_000n)] });
  return { log, questions: answers, answer, tell: (anybody: boolean) => tell(anybody) };
}

describe('a group that rests while it is not wanted', () => {
  it('asks where to go on once at a time, however often callers come and go meanwhile', async () => {
    const { log, questions, answer, tell } = resting();
    for (let caller = 0; caller < 50; caller += 1) {
      tell(true);
      tell(false);
    }
    tell(true);
    expect(questions).toHaveLength(1);
    answer();
    await turn();
    expect(log.filter((entry) => entry !== 'rest')).toEqual(['wake at 800']);
    tell(false);
    tell(true);
    expect(questions).toHaveLength(1);
  });

  it('stays asleep when nobody cares any more once the place is known', async () => {
    const { log, answer, tell } = resting();
    tell(true);
    tell(false);
    answer();
    await turn();
    expect(log).toEqual(['rest', 'rest']);
  });
});
