import type { INestApplicationContext } from '@nestjs/common';
import { type GauntletEvent, TOPICS } from '@gauntlet/contracts';
import { LogReaderFactory } from '@gauntlet/messaging';
import { GateResults } from '@gauntlet/registry';
import { endsWithin } from '@gauntlet/timing';
import { RegistryUnreachableError, TopicsMissingError } from '../kafka/kafka.errors';
import { reachKafka } from '../kafka/reach-kafka';

const LIMIT_MS = 10_000;

/**
 * The results of all gates so far; none where their topic was not created yet, since a pin must be possible there.
 * @throws RegistryUnreachableError when they are not read in 10 s; a retry helps.
 */
export async function readGates(app: INestApplicationContext): Promise<GateResults> {
  const results = new GateResults();
  if (!(await isCreated())) return results;
  const reader = app.get(LogReaderFactory).read<typeof TOPICS.gated>({
    topics: [TOPICS.gated],
    onEvent: (event: GauntletEvent<typeof TOPICS.gated>) => results.add(event),
  });
  try {
    if (!(await endsWithin(LIMIT_MS, reader.caughtUp))) throw new RegistryUnreachableError(LIMIT_MS);
    return results;
  } finally {
    await reader.close();
  }
}

async function isCreated(): Promise<boolean> {
  try {
    await reachKafka([TOPICS.gated], () => Promise.resolve());
    return true;
  } catch (error) {
    if (error instanceof TopicsMissingError) return false;
    throw error;
  }
}
