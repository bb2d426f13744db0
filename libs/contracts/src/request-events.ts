import { EVENT_SCHEMAS, type EventData, type GauntletEvent, type RequestTopic } from './event-map';
import { releasedEventId, stageEventId } from './ids';
import type { ChatMessage, RequestFacts } from './parts/request';
import { DAY_MS, toMicrosecond } from './parts/text';
import type { StageTiming, Trail } from './parts/trail';
import { serviceOf, type Stage } from './pipeline';
import { TOPICS } from './topics';

/** What stands in a record where a model was given the secret mark of its request. */
const SHOWN = '[reference]';

/**
 * Messages as they may be recorded: without the mark that shows a leaked prompt, which is of use only while nobody but the
 * model and the guardrail has seen it.
 */
export function withoutMark(messages: readonly ChatMessage[], mark: string): ChatMessage[] {
  return messages.map(({ role, content }) => ({ role, content: content.replaceAll(mark, SHOWN) }));
}

/** The trail of a request that no stage has worked on yet. */
export const EMPTY_TRAIL: Trail = { stages: [], verdicts: [], attempts: [] };

/** What a stage starts from: the data of any event of a request, and the topic whose contract it has. */
interface RequestData {
  readonly topic: RequestTopic;
  readonly facts: { readonly request: RequestFacts; readonly trail: Trail; readonly turn?: number };
  readonly content: object;
}

type CarriedKeys<From, To> = {
  [Key in keyof To]: Key extends keyof From ? (From[Key] extends To[Key] ? Key : never) : never;
}[keyof To];

/** The fields of `To` that a stage has to give, being new or of another type in `From`; the others it may replace. */
type Added<From, To> = Omit<To, CarriedKeys<From, To> | 'trail'> & Omit<Partial<To>, 'trail'>;

/** What a stage adds to the record. */
interface Part<From extends RequestData, To extends RequestTopic> {
  readonly facts: Added<From['facts'], EventData<To>['facts']>;
  readonly content: Added<From['content'], EventData<To>['content']>;
  /** Appended to what the stages before left; the stage's own timing is appended without being named. */
  readonly trail?: { readonly [List in Exclude<keyof Trail, 'stages'>]?: readonly Trail[List][number][] };
}

/** Who works on a request. */
interface Worker {
  readonly stage: Stage;
  /** The process. */
  readonly instance: string;
  /** When the work began; default: now. */
  readonly startedAt?: Date;
}

/**
 * Starts a stage's work on a request. The function that it gives back ends the work: it takes the time, appends to the
 * trail, and makes the event for the next topic, which carries on every field that the contracts of both topics have. A
 * field that the stage gives takes the place of the one that would be carried. A field that the incoming event has beyond
 * its contract is not carried: nobody has checked it.
 */
export function beginStage<From extends RequestData>(incoming: From, { stage, instance, startedAt }: Worker) {
  const elapsed = startClock(startedAt);
  return <To extends RequestTopic>(topic: To, part: Part<From, To>): GauntletEvent<To> => {
    const { turn = 0, trail } = incoming.facts;
    const { facts, content } = carriedFields(incoming.topic, topic);
    const stages: StageTiming[] = [{ stage, turn, instance, ...elapsed() }];
    // The types above see to it that nothing is missing; the contract is checked once more when the event is encoded.
    return requestEvent(topic, stage, {
      facts: {
        ...picked(incoming.facts, facts),
        ...part.facts,
        trail: appended(trail, { ...part.trail, stages }),
      },
      content: { ...picked(incoming.content, content), ...part.content },
    } as EventData<To>);
  };
}

function startClock(startedAt = new Date()): () => Pick<StageTiming, 'startedAt' | 'durationMs'> {
  const before = Math.max(0, Date.now() - startedAt.getTime());
  const start = performance.now();
  return () => ({ startedAt: startedAt.toISOString(), durationMs: toMicrosecond(before + performance.now() - start) });
}

interface CarriedFields {
  readonly facts: readonly string[];
  readonly content: readonly string[];
}

const carriedBetween = new Map<string, CarriedFields>();

function carriedFields(from: RequestTopic, to: RequestTopic): CarriedFields {
  const pair = `${from} ${to}`;
  const known = carriedBetween.get(pair);
  if (known) return known;
  const [source, target] = [EVENT_SCHEMAS[from].properties, EVENT_SCHEMAS[to].properties];
  const both = (part: keyof CarriedFields) =>
    Object.keys(source[part].properties).filter((field) => Object.hasOwn(target[part].properties, field));
  const fields = { facts: both('facts'), content: both('content') };
  carriedBetween.set(pair, fields);
  return fields;
}

function picked(from: object, fields: readonly string[]): object {
  return Object.fromEntries(Object.entries(from).filter(([field]) => fields.includes(field)));
}

// Also of what an older or younger stage wrote: a list that this version doesn't know stays as it is.
function appended(before: Trail, added: { readonly [List in keyof Trail]?: readonly unknown[] }): Trail {
  const lists = Object.entries(added).map(([name, list]) => [name, [...(before[name as keyof Trail] ?? []), ...list]]);
  return { ...before, ...Object.fromEntries(lists) } as Trail;
}

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
