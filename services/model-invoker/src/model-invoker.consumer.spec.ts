import { describe, expect, it } from 'vitest';
import { type GauntletEvent, InvalidEventError, TOPICS } from '@gauntlet/contracts';
import type { EventContext, EventPublisher } from '@gauntlet/messaging';
import { FRESH, rendered, reply, ScriptedProvider, service } from '../test/scripted-ladder';
import { ModelInvokerConsumer } from './model-invoker.consumer';

/** What the ledger did for an event that comes again because its completion could not be published. */
async function ledgerAfter(refusal: Error): Promise<string | undefined> {
  const tried: GauntletEvent<typeof TOPICS.generated>[] = [];
  const publish = async (completion: GauntletEvent<typeof TOPICS.generated>): Promise<void> => {
    if (tried.push(completion) === 1) throw refusal;
  };
  const invoker = service(new ScriptedProvider(async (call) => reply(call)));
  const consumer = new ModelInvokerConsumer(invoker, { publish } as unknown as EventPublisher);
  const event = rendered();
  await expect(consumer.onPromptRendered(event, FRESH as EventContext)).rejects.toThrow(refusal);
  await consumer.onPromptRendered(event, FRESH as EventContext);
  const attempt = tried[1]?.facts.trail.attempts[0];
  return attempt?.outcome === 'skipped' ? undefined : attempt?.ledger;
}

describe('ModelInvokerConsumer', () => {
  it('keeps a completion while Kafka is away', async () => {
    expect(await ledgerAfter(new Error('Kafka is away'))).toBe('claimed');
  });

  it('forgets a completion that can never be published', async () => {
    const tooLarge = new InvalidEventError(TOPICS.generated, [{ field: '/', problem: 'too large' }]);
    expect(await ledgerAfter(tooLarge)).toBe('replayed');
  });
});
