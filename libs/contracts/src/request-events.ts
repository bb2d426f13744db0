import type { EventData, GauntletEvent, RequestTopic } from './event-map';
import { releasedEventId, stageEventId } from './ids';
import type { RequestFacts } from './parts/request';
import { DAY_MS } from './parts/text';
import { serviceOf, type Stage } from './pipeline';
import { TOPICS } from './topics';

/**
 * Completes facts and content to the event that `stage` publishes for a request: derived id, key = request id,
 * time = time of acceptance. The same inputs give the same event, so a redelivery repeats instead of adding.
 */
export function requestEvent<T extends RequestTopic>(topic: T, stage: Stage, data: EventData<T>): GauntletEvent<T> {
  const { request }: { request: RequestFacts } = data.facts;
  const turn = 'turn' in data.facts ? data.facts.turn : 0;
  return {
    ...data,
    topic,
    id: topic === TOPICS.released ? releasedEventId(request.id) : stageEventId(request.id, stage, turn),
    key: request.id,
    source: `/gauntlet/${serviceOf(stage)}`,
    time: request.acceptedAt,
  };
}

/** Longer than topics are kept: what took longer was measured between clocks that don't agree. */
const MOST_LATENCY_MS = 7 * DAY_MS;

/** Milliseconds from a request's acceptance to `at`, waiting included; from 0 to seven days, whatever two clocks say. */
export function latencyUntil(at: number, request: Pick<RequestFacts, 'acceptedAt'>): number {
  return Math.min(MOST_LATENCY_MS, Math.max(0, at - Date.parse(request.acceptedAt)));
}

/** True once a request's deadline has passed; whoever picks it up then releases canned instead of working. */
export function isExpired(request: Pick<RequestFacts, 'deadline'>, now: number = Date.now()): boolean {
  return now >= Date.parse(request.deadline);
}
