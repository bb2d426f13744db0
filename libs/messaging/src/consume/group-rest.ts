import { Logger } from '@nestjs/common';
import type { WantedKeys } from '../deliver/wanted-keys';
import { describeError } from '../error-classes';
import { failLoudly } from '../messaging.errors';
import type { PartitionOffset } from './assignment';
import type { GroupReader } from './group-reader';
import type { TopicEnds } from './kafka-consumer';

export interface GroupRestParts {
  readonly group: string;
  readonly wanted: WantedKeys;
  readonly reader: Pick<GroupReader, 'rest' | 'wake'>;
  /** Where the group's topics begin and end now. */
  readonly ends: () => Promise<TopicEnds>;
}

/** How far before the end reading goes on: more records of a partition than come while the end is asked for. */
const LOOK_BACK = 200n;

const logger = new Logger('GroupRest');

/** Lets a broadcast group fetch nothing while nobody in this process cares about any of its keys. */
export function restWhileUnwanted({ group, wanted, reader, ends }: GroupRestParts): void {
  let turn = 0;
  let asking: Promise<PartitionOffset[]> | undefined;
  // Whoever begins to care while the cluster is asked takes that answer: an older end lies before all that comes from now on.
  // So callers who come and go open one connection at a time, also while the cluster is away.
  const askOnce = () => (asking ??= placesToGoOn(ends).finally(() => (asking = undefined)));
  const wake = async (mine: number): Promise<void> => {
    const from = await askOnce();
    if (turn === mine) reader.wake(from);
  };
  wanted.onChange(group, (anybody) => {
    turn += 1;
    if (anybody) wake(turn).catch(failLoudly);
    else reader.rest();
  });
}

/** None while the cluster is away: reading then goes on where it stopped, which takes longer and misses nothing. */
async function placesToGoOn(ends: () => Promise<TopicEnds>): Promise<PartitionOffset[]> {
  try {
    const { first, next } = await ends();
    return next.map((end, index) => {
      const [oldest, back] = [first[index]?.offset ?? 0n, end.offset - LOOK_BACK];
      return { ...end, offset: back > oldest ? back : oldest };
    });
  } catch (error) {
    logger.debug({ msg: 'a group goes on where it rested', ...describeError(error) });
    return [];
  }
}
