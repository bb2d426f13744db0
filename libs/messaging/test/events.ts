import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type EventData, type GauntletEvent, requestEvent, TOPICS } from '@gauntlet/contracts';
import type { EventPublisher } from '../src/publish/event-publisher';

const fixture = join(__dirname, `../../contracts/fixtures/${TOPICS.accepted}.json`);
const recorded = JSON.parse(readFileSync(fixture, 'utf8')) as { value: EventData<typeof TOPICS.accepted> };

interface AcceptedOptions {
  readonly timeoutMs?: number;
  /** The caller's question; default: a short one. */
  readonly input?: string;
}

/** A valid accepted event of a new request. */
export function acceptedEvent(options: AcceptedOptions = {}): GauntletEvent<typeof TOPICS.accepted> {
  const { facts, content } = structuredClone(recorded.value);
  const { timeoutMs = 60_000, input = content.input } = options;
  const acceptedAt = new Date().toISOString();
  const deadline = new Date(Date.now() + timeoutMs).toISOString();
  const request = { ...facts.request, id: randomUUID(), acceptedAt, deadline };
  return requestEvent(TOPICS.accepted, 'ingress', {
    facts: { ...facts, request },
    content: { ...content, input },
  });
}

/** Publishes so many requests at once; gives back their ids. */
export async function publishAccepted(
  publisher: EventPublisher,
  count: number,
  options?: AcceptedOptions,
): Promise<string[]> {
  const events = Array.from({ length: count }, () => acceptedEvent(options));
  await Promise.all(events.map((event) => publisher.publish(event)));
  return events.map(({ key }) => key);
}
