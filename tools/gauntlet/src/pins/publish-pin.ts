import type { INestApplicationContext } from '@nestjs/common';
import type { GauntletEvent, TOPICS } from '@gauntlet/contracts';
import { EventPublisher } from '@gauntlet/messaging';
import { pinLine, pinnedBy, type PinRecord } from '@gauntlet/registry';
import { waitUntil } from '@gauntlet/timing';
import type { RegistryState } from '../kafka/registry-state';
import { PinNotReadError, PinOvertakenError } from './pin.errors';

/** A pin to publish, and the newest one that was known when it was decided on. */
export interface DecidedPin {
  readonly event: GauntletEvent<typeof TOPICS.pinned>;
  readonly before: PinRecord | undefined;
}

/** A pin that was published and read back. */
export interface PublishedPin {
  readonly offset: number;
  readonly readAfterMs: number;
  /** What somebody else pinned in the moment between; this pin has replaced it. Almost always empty. */
  readonly replacedUnseen: readonly string[];
}

const IN_FORCE_LIMIT_MS = 2_000;
const LOOK_EVERY_MS = 5;

/**
 * Publishes a pin and reads it back as every instance does, so that a topic which takes writes but serves no reads is
 * noticed here.
 * @throws PinOvertakenError when the prompt was pinned since; nothing is published then.
 * @throws PinNotReadError when it was not read back in 2 s; it may be in force later.
 */
export async function publishPin(
  { event, before }: DecidedPin,
  { projection }: RegistryState,
  app: INestApplicationContext,
): Promise<PublishedPin> {
  const { name } = event.facts.prompt;
  const newer = () => projection.pins.of(name).filter(({ offset }) => offset > (before?.offset ?? -1));
  const overtaking = newer().at(-1);
  if (overtaking) throw new PinOvertakenError(name, describe(overtaking));
  const offset = Number((await app.get(EventPublisher).publish(event)).offset);
  const readAfterMs = await timeUntil(() => newer().some((pin) => pin.offset >= offset), offset);
  const unseen = newer().filter((pin) => pin.offset < offset);
  return { offset, readAfterMs, replacedUnseen: unseen.map(describe) };
}

function describe(pin: PinRecord): string {
  return `${pinLine(pin)} ${pinnedBy(pin)}`;
}

async function timeUntil(isRead: () => boolean, offset: number): Promise<number> {
  const publishedAt = performance.now();
  const inTime = await waitUntil(isRead, { limitMs: IN_FORCE_LIMIT_MS, everyMs: LOOK_EVERY_MS });
  if (!inTime) throw new PinNotReadError(offset, IN_FORCE_LIMIT_MS);
  return Math.round(performance.now() - publishedAt);
}
