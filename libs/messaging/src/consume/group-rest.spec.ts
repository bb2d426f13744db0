import { describe, expect, it } from 'vitest';
import type { GroupName } from '@gauntlet/contracts';
import { waitFor } from '@gauntlet/testing';
import { WantedKeys } from '../deliver/wanted-keys';
import { restWhileUnwanted } from './group-rest';

const group = 'spec.resting' as GroupName;
const place = (offset: bigint) => ({ topic: 'spec', partition: 0, offset });

/** A group, what it was told to do, and the voice of whoever cares about its keys. */
function restingGroup({ end = 1_000n, restAfterMs = 20, fetchEnds = async () => end } = {}) {
  const told: string[] = [];
  const wanted = new WantedKeys();
  let say: (anybody: boolean) => void = () => undefined;
  wanted.narrow(group, { wants: () => true, setListener: (listener) => void (say = listener) });
  restWhileUnwanted({
    group,
    wanted,
    restAfterMs,
    reader: {
      rest: () => void told.push('rest'),
      wake: (from) => void told.push(`wake ${from.map(({ offset }) => offset).join()}`),
    },
    ends: async () => ({ first: [place(900n)], next: [place(await fetchEnds())] }),
  });
  const toldOf = (expected: string[]) =>
    waitFor(() => told.length >= expected.length, { deadlineMs: 5_000, description: `${told.join()} to be more` }).then(
      () => expect(told).toEqual(expected),
    );
  return { say, toldOf };
}

describe('a group that rests while nobody cares', () => {
  it('rests from the start, wakes a little before the end, and rests again when nobody has cared for a while', async () => {
    const { say, toldOf } = restingGroup({ end: 5_000n });
    await toldOf(['rest']);
    say(true);
    await toldOf(['rest', 'wake 4000']);
    say(false);
    await toldOf(['rest', 'wake 4000', 'rest']);
  });

  it('asks for nothing that the log no longer has', async () => {
    const { say, toldOf } = restingGroup({ end: 1_000n });
    say(true);
    await toldOf(['rest', 'wake 900']);
  });

  it('stays awake when somebody comes soon after the last one left', async () => {
    const { say, toldOf } = restingGroup({ restAfterMs: 60_000 });
    for (const anybody of [true, false, true]) say(anybody);
    await toldOf(['rest', 'wake 900']);
  });

  it('wakes for whoever came and went while it asked where the log ends', async () => {
    const { say, toldOf } = restingGroup({ restAfterMs: 60_000 });
    for (const anybody of [true, false]) say(anybody);
    await toldOf(['rest', 'wake 900']);
  });

  it('reads on where it rested while the cluster is away', async () => {
    const { say, toldOf } = restingGroup({ fetchEnds: () => Promise.reject(new Error('away')) });
    say(true);
    await toldOf(['rest', 'wake ']);
  });
});
