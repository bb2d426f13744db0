import type { MessageEvent } from '@nestjs/common';
import { Observable } from 'rxjs';
import type { StageTiming } from '@gauntlet/contracts';
import type { Progress } from './progress';
import type { Release } from '../results/released';
import { requestRecord, stageView } from '../answers/request-record';

const SIGN_OF_LIFE_MS = 10_000;

/** What a request's events are made of. */
export interface ProgressSources {
  readonly requestId: string;
  readonly progress: Progress;
  readonly answer: Promise<Release>;
  /** The stream ends then, with or without an answer; a caller who still cares asks again. */
  readonly limitMs: number;
  /** Called once, however the stream ended. */
  readonly leave: () => void;
}

/**
 * The events of one request for its listener: `stage` for each stage that is done, each once, `waiting` as a sign of
 * life, and at last `finished` with the record as `GET /v1/requests/{id}` gives it.
 */
export function progressEvents({ requestId, progress, answer, ...end }: ProgressSources): Observable<MessageEvent> {
  return new Observable((subscriber) => {
    const told = new Set<string>();
    const tell = (stages: readonly StageTiming[]) => {
      for (const timing of stages.filter((it) => !told.has(nameOf(it)))) {
        told.add(nameOf(timing));
        subscriber.next({ type: 'stage', data: stageView(timing) });
      }
    };
    const unlisten = progress.listen(requestId, tell);
    const alive = setInterval(() => subscriber.next({ type: 'waiting', data: { id: requestId } }), SIGN_OF_LIFE_MS);
    const limit = setTimeout(() => subscriber.complete(), end.limitMs);
    answer.then(
      (release) => {
        tell(release.event.facts.trail.stages);
        subscriber.next({ type: 'finished', data: requestRecord(release) });
        subscriber.complete();
      },
      (error: unknown) => subscriber.error(error),
    );
    return () => {
      [alive, limit].forEach((timer) => clearTimeout(timer));
      unlisten();
      end.leave();
    };
  });
}

function nameOf({ stage, turn }: StageTiming): string {
  return `${stage}/${turn}`;
}
