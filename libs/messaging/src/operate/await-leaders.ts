import type { Admin } from 'kafkajs';
import { sleep } from '@gauntlet/timing';

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
  const deadline = performance.now() + limitMs;
  for (;;) {
    try {
      await admin.fetchTopicMetadata({ topics: [...topics] });
      return;
    } catch (error) {
      if (performance.now() >= deadline) throw error;
    }
    await sleep(LOOK_AGAIN_MS);
  }
}
