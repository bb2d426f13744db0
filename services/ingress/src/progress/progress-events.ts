import type { MessageEvent } from '@nestjs/common';
import { Observable, type Subscriber } from 'rxjs';
import type { StageTiming } from '@gauntlet/contracts';
import { requestRecord, stageView } from '../answer/request-record';
import type { RecordSight } from '../door/keys/tenant';
import type { Candidate } from '../wait/candidate';
import type { Progress } from '../wait/progress';
import type { Waiter } from '../wait/waiters';

const SIGN_OF_LIFE_MS = 10_000;

/** What a request's events are made of. */
export interface ProgressSources {
  readonly requestId: string;
  readonly progress: Progress;
  /** Takes a place to wait; called only for a listener who is there. */
  readonly register: () => Waiter;
  readonly answerFor: (waiter: Waiter) => Promise<Candidate>;
  /** The stream ends then, with or without an answer; a caller who still cares asks again. */
  readonly limitMs: number;
  /** What the listener may see of the record. */
  readonly sight: RecordSight;
  /** Aborted when the listener has gone. */
  readonly gone: AbortSignal;
}

/**
 * The events of one request for its listener: `stage` for each stage that is done, each once, `waiting` as a sign of
 * life, and at last `finished` with the record as `GET /v1/requests/{id}` gives it. Everything that it takes is taken on
 * subscription, and each thing is given back by the subscription's end: a listener who never came takes nothing.
 */
export function progressEvents(sources: ProgressSources): Observable<MessageEvent> {
  const { requestId, progress, register, answerFor, limitMs, sight, gone } = sources;
  return new Observable((subscriber) => {
    if (gone.aborted) return subscriber.complete();
    const waiter = register();
    subscriber.add(() => waiter.leave());
    const tell = teller(subscriber);
    subscriber.add(progress.listen(requestId, tell));
    const alive = setInterval(() => subscriber.next({ type: 'waiting', data: { id: requestId } }), SIGN_OF_LIFE_MS);
    subscriber.add(() => clearInterval(alive));
    const limit = setTimeout(() => subscriber.complete(), limitMs);
    subscriber.add(() => clearTimeout(limit));
    answerFor(waiter)
      .then((released) => {
        tell(released.event.facts.trail.stages);
        subscriber.next({ type: 'finished', data: requestRecord(released, sight) });
        subscriber.complete();
      })
      .catch((error: unknown) => subscriber.error(error));
  });
}

function teller(subscriber: Subscriber<MessageEvent>): (stages: readonly StageTiming[]) => void {
  const told = new Set<string>();
  return (stages) => {
    for (const timing of stages.filter((it) => !told.has(nameOf(it)))) {
      told.add(nameOf(timing));
      subscriber.next({ type: 'stage', data: stageView(timing) });
    }
  };
}

function nameOf({ stage, turn }: StageTiming): string {
  return `${stage}/${turn}`;
}
