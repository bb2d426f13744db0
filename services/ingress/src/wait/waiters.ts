import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { metrics } from '@opentelemetry/api';
import { firstOf } from '@gauntlet/contracts';
import { METRICS } from '@gauntlet/telemetry';
import { BoundedMemory, untilAborted, withLimit } from '@gauntlet/timing';
import { ApiError } from '../api.error';
import { IngressConfig } from '../ingress.config';
import type { Candidate } from './candidate';

/** The value of a promise if it comes within `ms`, else null. Rejects as soon as the caller has gone. */
export function within<T>(promise: Promise<T>, { ms, gone }: { ms: number; gone?: AbortSignal }): Promise<T | null> {
  return withLimit(gone ? untilAborted(promise, gone, left) : promise, ms, () => null);
}

function left(): never {
  throw new ApiError('client_closed_request', 'the caller has gone');
}

/** Of the records as the log has them; here they take up to half as much again. */
const LIMITS = { entries: 5_000, characters: 16_000_000 };

/**
 * The first candidates of the requests answered last, for a caller who registers a moment after the answer came and
 * before the table of candidates has it. Bounded by number and by size, about 24 MB; the oldest goes first.
 */
export class RecentAnswers {
  private readonly answers = new BoundedMemory<Candidate>(LIMITS);

  /** Keeps a candidate, whose record has so many bytes, unless an earlier one is there; gives the one that counts. */
  add(requestId: string, candidate: Candidate, bytes: number): Candidate {
    const first = this.answers.get(requestId);
    if (first && firstOf(first, candidate) === first) return first;
    this.answers.set(requestId, candidate, bytes);
    return candidate;
  }

  get(requestId: string): Candidate | undefined {
    return this.answers.get(requestId);
  }
}

/** One caller waiting for a request's answer. */
export interface Waiter {
  /** The first candidate by offset. Rejects when the process stops before there is one. */
  readonly answer: Promise<Candidate>;
  /** Gives the place back; called exactly once, however the wait ended. */
  leave(): void;
}

interface Place {
  readonly tenant: string;
  readonly since: number;
  readonly settle: (candidate: Candidate) => void;
  readonly abandon: (error: Error) => void;
}

/**
 * The callers that wait in this process, by request. The broadcast group wakes them. The table of candidates wakes them
 * for answers that the broadcast missed while it rejoined. Each caller holds one of the places of `door/limits/places.ts` too.
 */
@Injectable()
export class Waiters implements OnModuleDestroy {
  private readonly logger = new Logger(Waiters.name);
  private readonly places = new Map<string, Set<Place>>();
  private readonly recent = new RecentAnswers();
  private count = 0;

  constructor(private readonly config: IngressConfig) {
    const gauge = metrics.getMeter('@gauntlet/ingress').createObservableGauge(METRICS.waiters);
    gauge.addCallback((result) => result.observe(this.count));
  }

  /** Callers who wait now, listeners to live events included. */
  get inFlight(): number {
    return this.count;
  }

  /**
   * Takes a place for a request's answer, before anything about it is read or published. A candidate that was seen a
   * moment ago answers at once.
   */
  register(requestId: string, tenant: string): Waiter {
    const { promise: answer, ...place } = placeFor(tenant);
    const leave = this.take(requestId, place);
    // Whoever left early no longer listens, and a stop must not turn that into an unhandled rejection.
    answer.catch(() => undefined);
    const seen = this.recent.get(requestId);
    if (seen) this.wake(requestId, seen);
    return { answer, leave };
  }

  /** Takes in a candidate, whose record has so many bytes, in the order of the log; only the first of a request counts. */
  onReleased(candidate: Candidate, bytes: number): void {
    const { id } = candidate.event.facts.request;
    this.wake(id, this.recent.add(id, candidate, bytes));
  }

  /** Gives everybody who waits for a request its answer. */
  wake(requestId: string, candidate: Candidate): void {
    for (const { settle } of this.places.get(requestId) ?? []) settle(candidate);
  }

  /** True while somebody of this tenant waits here for the request. */
  has(requestId: string, tenant: string): boolean {
    return [...(this.places.get(requestId) ?? [])].some((place) => place.tenant === tenant);
  }

  /** The answer of a request, if it passed by a moment ago. */
  recentAnswer(requestId: string): Candidate | undefined {
    return this.recent.get(requestId);
  }

  /** Requests whose callers have waited longer than `ms`. */
  waitingLongerThan(ms: number): string[] {
    const before = performance.now() - ms;
    return [...this.places].filter(([, places]) => [...places].some(({ since }) => since < before)).map(([id]) => id);
  }

  /** A stop waits for the callers, but not for ever: the rest are told to ask again. */
  onModuleDestroy(): void {
    setTimeout(() => this.abandonAll(), this.config.INGRESS_DRAIN_TIMEOUT_MS).unref();
  }

  private abandonAll(): void {
    if (this.count > 0) this.logger.warn({ msg: 'stopping with callers still waiting', callers: this.count });
    const error = new ApiError('stopping', 'this instance is stopping; the request goes on, ask again for its answer');
    for (const places of this.places.values()) places.forEach(({ abandon }) => abandon(error));
  }

  private take(requestId: string, place: Place): () => void {
    const places = this.places.get(requestId) ?? new Set();
    this.places.set(requestId, places.add(place));
    this.count += 1;
    return () => {
      if (!places.delete(place)) return;
      this.count -= 1;
      if (places.size === 0) this.places.delete(requestId);
    };
  }
}

function placeFor(tenant: string): Place & { promise: Promise<Candidate> } {
  let settle: Place['settle'] = () => undefined;
  let abandon: Place['abandon'] = () => undefined;
  const promise = new Promise<Candidate>((resolve, reject) => {
    settle = resolve;
    abandon = reject;
  });
  return { tenant, since: performance.now(), settle, abandon, promise };
}
