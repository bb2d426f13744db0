import { EVENT_SCHEMAS, type EventData, type GauntletEvent, type RequestTopic } from './event-map';
import type { RequestFacts } from './parts/request';
import { toMicrosecond } from './parts/text';
import type { StageTiming, Trail } from './parts/trail';
import type { Stage } from './pipeline';
import { requestEvent } from './request-events';

/** The trail of a request that no stage has worked on yet. */
export const EMPTY_TRAIL: Trail = { stages: [], verdicts: [], attempts: [] };

/** What a stage starts from: the data of any event of a request. */
interface RequestData {
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
 * trail, and makes the event for the next topic, which carries on every field of the incoming event that its contract
 * has too. A field that the stage gives takes the place of the one that would be carried.
 */
export function beginStage<From extends RequestData>(incoming: From, { stage, instance, startedAt }: Worker) {
  const elapsed = startClock(startedAt);
  return <To extends RequestTopic>(topic: To, part: Part<From, To>): GauntletEvent<To> => {
    const { turn = 0, trail } = incoming.facts;
    const { facts, content } = EVENT_SCHEMAS[topic].properties;
    const stages: StageTiming[] = [{ stage, turn, instance, ...elapsed() }];
    // The types above see to it that nothing is missing; the contract is checked once more when the event is encoded.
    return requestEvent(topic, stage, {
      facts: {
        ...carried(incoming.facts, facts.properties),
        ...part.facts,
        trail: appended(trail, { ...part.trail, stages }),
      },
      content: { ...carried(incoming.content, content.properties), ...part.content },
    } as EventData<To>);
  };
}

function startClock(startedAt = new Date()): () => Pick<StageTiming, 'startedAt' | 'durationMs'> {
  const before = Math.max(0, Date.now() - startedAt.getTime());
  const start = performance.now();
  return () => ({ startedAt: startedAt.toISOString(), durationMs: toMicrosecond(before + performance.now() - start) });
}

function carried(from: object, wanted: object): object {
  return Object.fromEntries(Object.entries(from).filter(([key]) => Object.hasOwn(wanted, key)));
}

// Also of what an older or younger stage wrote: a list that this version doesn't know stays as it is.
function appended(before: Trail, added: { readonly [List in keyof Trail]?: readonly unknown[] }): Trail {
  const lists = Object.entries(added).map(([name, list]) => [name, [...(before[name as keyof Trail] ?? []), ...list]]);
  return { ...before, ...Object.fromEntries(lists) } as Trail;
}
