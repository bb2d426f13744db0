import type { Admin } from 'kafkajs';
import { waitUntil } from '@gauntlet/timing';

const LOOK_AGAIN_MS = 100;

/**
 * Resolves once every partition of these topics has a leader. A broker may learn of a new topic after its controller has
 * confirmed it; kafkajs's own `waitForLeaders` takes that moment for a failure.
 * @throws whatever the last look threw, when the limit has passed; a retry helps.
 */
export async function awaitLeaders(
  admin: Admin,
  { topics, limitMs }: { topics: readonly string[]; limitMs: number },
): Promise<void> {
  let failure: unknown;
  const haveLeaders = () =>
    admin.fetchTopicMetadata({ topics: [...topics] }).then(
      () => true,
      (error: unknown) => {
        failure = error;
        return false;
      },
    );
  if (!(await waitUntil(haveLeaders, { limitMs, everyMs: LOOK_AGAIN_MS }))) throw failure;
}
