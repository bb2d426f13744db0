import { setTimeout as pause } from 'node:timers/promises';
import { EventPublisher } from '@gauntlet/messaging';
import {
  pinLine,
  planPin,
  planRollback,
  type PinChange,
  type PinPlan,
  type RegistryProjection,
} from '@gauntlet/registry';
import type { INestApplicationContext } from '@nestjs/common';
import { authorship } from './authorship';
import { PinNotReadError } from './pin-not-read.error';
import { pinWarnings } from './pin-warnings';
import type { RegistryState } from './registry-state';
import type { Terminal } from './terminal';
import { withRegistry } from './with-kafka';

/** Why a pin changes, and who says so. */
export interface PinSignature {
  readonly reason: string;
  /** Default: the user of this process. */
  readonly by?: string;
}

const IN_FORCE_LIMIT_MS = 2_000;
const LOOK_EVERY_MS = 5;

/**
 * Changes the pin of a prompt; what the change doesn't name stays as it is in the pin in force.
 * @throws PinRefusedError when it can't be set; a retry doesn't help.
 * @throws RegistryUnreachableError, BrokerUnavailableError when Kafka is away; a retry helps.
 */
export function pin(change: PinChange, { reason, by }: PinSignature, terminal: Terminal): Promise<void> {
  const signed = authorship({ reason, by });
  return changePin(terminal, (current) => planPin(change, signed, current));
}

/** Takes a prompt back to the pin before the one in force; throws as {@link pin} does. */
export function rollback(prompt: string, { reason, by }: Partial<PinSignature>, terminal: Terminal): Promise<void> {
  return changePin(terminal, (current) => {
    const plan = (why: string) => planRollback(prompt, authorship({ by, reason: why }), current);
    if (reason) return plan(reason);
    return plan(`rollback to ${plan('rollback').event?.facts.prompt.version}`);
  });
}

async function changePin(terminal: Terminal, plan: (current: RegistryProjection) => PinPlan): Promise<void> {
  await withRegistry(async (state, app) => {
    const { before, event } = plan(state.projection);
    const { name } = before.facts.prompt;
    if (!event) {
      terminal.line(`keep     ${pinLine(before)} is in force already (offset ${before.offset})`);
      return terminal.value({ changed: false, prompt: name, offset: before.offset, pin: before.facts });
    }
    const warnings = pinWarnings(before.facts, event.facts, state.projection);
    for (const warning of warnings) terminal.line(`warning  ${warning}`);
    const { offset, readAfterMs } = await publish(event, state, app);
    terminal.line(`before   ${pinLine(before)} (offset ${before.offset})`);
    terminal.line(`in force ${pinLine(event)} (offset ${offset}, read back after ${readAfterMs} ms)`);
    terminal.line(`by       ${event.facts.by}: ${event.facts.reason}`);
    terminal.value({ changed: true, prompt: name, offset, pin: event.facts, before: before.facts, warnings });
  });
}

// Reads the pin back as every instance does, so that a topic which takes writes but serves no reads is noticed here.
async function publish(
  event: NonNullable<PinPlan['event']>,
  { projection }: RegistryState,
  app: INestApplicationContext,
): Promise<{ offset: number; readAfterMs: number }> {
  const offset = Number((await app.get(EventPublisher).publish(event)).offset);
  const publishedAt = performance.now();
  const isRead = () => projection.pins.of(event.facts.prompt.name).some((pin) => pin.offset >= offset);
  while (!isRead()) {
    if (performance.now() - publishedAt > IN_FORCE_LIMIT_MS) throw new PinNotReadError(offset, IN_FORCE_LIMIT_MS);
    await pause(LOOK_EVERY_MS);
  }
  return { offset, readAfterMs: Math.round(performance.now() - publishedAt) };
}
