import type { INestApplicationContext } from '@nestjs/common';
import { EventPublisher } from '@gauntlet/messaging';
import { currentUser } from '../../authorship';
import { type GateOutcome, gateOutcome } from './gate-outcome';
import { gatedEvent, type GatedRun } from './gated-event';

/**
 * Decides a run by its gate and tells the result as an event, by which a pin can show that it has passed.
 * @throws BrokerUnavailableError when Kafka is away; a retry tells the same event.
 */
export async function tellGate(
  run: Omit<GatedRun, 'by' | 'outcome'>,
  app: INestApplicationContext,
): Promise<GateOutcome> {
  const outcome = gateOutcome(run.gate, run);
  await app.get(EventPublisher).publish(gatedEvent({ ...run, by: currentUser(), outcome }));
  return outcome;
}
