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
  /** How long nobody has to care before the group rests; default: 30 s. */
  readonly restAfterMs?: number;
}

const REST_AFTER_MS = 30_000;

/** How far before the end reading goes on: more records of a partition than come while the end is asked for. */
const LOOK_BACK = 1_000n;

const logger = new Logger('GroupRest');

/**
 * Lets a broadcast group fetch nothing while nobody in this process cares about any of its keys. To wake a group costs some
 * round trips, so the group rests again only when nobody has cared for a while.
 */
export function restWhileUnwanted({ group, wanted, reader, ends, restAfterMs = REST_AFTER_MS }: GroupRestParts): void {
  let isResting = true;
  let falling: NodeJS.Timeout | undefined;
  const fallAsleep = () => {
    isResting = true;
    reader.rest();
  };
  const wake = async (): Promise<void> => {
    const from = await placesToGoOn(ends);
    // Whoever came and went in the meantime lets the group rest later, not now.
    if (!isResting) reader.wake(from);
  };
  if (!wanted.mayRest(group)) return;
  reader.rest();
  wanted.listen(group, (anybody) => {
    clearTimeout(falling);
    if (anybody) {
      const slept = isResting;
      isResting = false;
      if (slept) wake().catch(failLoudly);
    } else if (!isResting) {
      falling = setTimeout(fallAsleep, restAfterMs);
      falling.unref();
    }
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
