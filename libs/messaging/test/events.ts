import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type EventData, type GauntletEvent, requestEvent, TOPICS } from '@gauntlet/contracts';
import type { EventPublisher } from '../src/publish/event-publisher';

const fixture = join(__dirname, `../../contracts/fixtures/${TOPICS.accepted}.json`);
const recorded = JSON.parse(readFileSync(fixture, 'utf8')) as { value: EventData<typeof TOPICS.accepted> };

/** A valid accepted event of a new request. */
export function acceptedEvent({ timeoutMs = 60_000 }: { timeoutMs?: number } = {}): GauntletEvent<
  typeof TOPICS.accepted
> {
  const { facts, content } = structuredClone(recorded.value);
  const acceptedAt = new Date().toISOString();
  const deadline = new Date(Date.now() + timeoutMs).toISOString();
  const request = { ...facts.request, id: randomUUID(), acceptedAt, deadline };
  return requestEvent(TOPICS.accepted, 'ingress', { facts: { ...facts, request }, content });
}

/** Publishes so many requests at once; gives back their ids. */
export async function publishAccepted(publisher: EventPublisher, count: number): Promise<string[]> {
  const events = Array.from({ length: count }, () => acceptedEvent());
  await Promise.all(events.map((event) => publisher.publish(event)));
  return events.map(({ key }) => key);
}
