import { Injectable } from '@nestjs/common';
import type { StageTiming } from '@gauntlet/contracts';
import type { Interest } from '@gauntlet/messaging';

/** Hears of every stage of a request that is done so far, as often as something is new. */
export type ProgressListener = (stages: readonly StageTiming[]) => void;

interface Watched {
  stages: readonly StageTiming[];
  readonly listeners: Set<ProgressListener>;
  expected: number;
}

/**
 * How far requests are that somebody here may ask about: those accepted here as asynchronous ones, and those that are
 * listened to. Bounded, since everybody who puts something in holds one of the places of `door/limits/places.ts`.
 */
@Injectable()
export class Progress implements Interest {
  private readonly watched = new Map<string, Watched>();
  private onInterest: (anybody: boolean) => void = () => undefined;

  /** Keeps a request's progress for listeners to come, until the function that it gives back is called. */
  expect(requestId: string): () => void {
    const watched = this.watch(requestId);
    watched.expected += 1;
    return () => {
      watched.expected -= 1;
      this.tidy(requestId, watched);
    };
  }

  /** Tells a listener at once what is known, and then what is new; ends with the function that it gives back. */
  listen(requestId: string, listener: ProgressListener): () => void {
    const watched = this.watch(requestId);
    watched.listeners.add(listener);
    listener(watched.stages);
    return () => {
      watched.listeners.delete(listener);
      this.tidy(requestId, watched);
    };
  }

  /** True when anybody here cares about the request. */
  wants(requestId: string): boolean {
    return this.watched.has(requestId);
  }

  /** Tells its one listener at once, and whenever it changes, whether anybody here cares about any request. */
  setListener(listener: (anybody: boolean) => void): void {
    this.onInterest = listener;
    listener(this.watched.size > 0);
  }

  /** Takes in the trail of an event; topics are read side by side, so a shorter trail may come after a longer one. */
  onStages(requestId: string, stages: readonly StageTiming[]): void {
    const watched = this.watched.get(requestId);
    if (!watched || stages.length <= watched.stages.length) return;
    watched.stages = stages;
    for (const listener of watched.listeners) listener(stages);
  }

  private watch(requestId: string): Watched {
    const known = this.watched.get(requestId);
    if (known) return known;
    const watched: Watched = { stages: [], listeners: new Set(), expected: 0 };
    this.watched.set(requestId, watched);
    if (this.watched.size === 1) this.onInterest(true);
    return watched;
  }

  private tidy(requestId: string, { expected, listeners }: Watched): void {
    if (expected > 0 || listeners.size > 0 || !this.watched.delete(requestId)) return;
    if (this.watched.size === 0) this.onInterest(false);
  }
}
