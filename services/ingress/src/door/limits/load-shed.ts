import type { IncomingHttpHeaders } from 'node:http';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { GauntletEvent, TOPICS } from '@gauntlet/contracts';
import { ApiError } from '../../api.error';
import { IngressConfig, LoadShedConfig, timeoutFor } from '../../ingress.config';
import { CallerPlaces } from './places';

const SLICE_MS = 250;
const SLICES = 16;
const LATEST_SLICES = 4;
/** In a queue the waits grow one by one. One that is suddenly this long was held up, as where a stage is started again. */
const STALL_MS = LATEST_SLICES * SLICE_MS;
/** Another such wait within this time is how a slow queue goes, and no stall that has ended. */
const RHYTHM_MS = 10_000;
/** Less waiting than this is no queue; a request that meets none takes some 20 ms beside its model. */
const QUEUE_MS = 500;

interface Slice {
  readonly number: number;
  answers: number;
}

/** How one request went. */
export interface Passage {
  /** Milliseconds that nobody worked on it: its time on the way less the time of its model calls. */
  readonly waitedMs: number;
  /** False for one whose time ran out: it was let go, not answered. */
  readonly inTime: boolean;
}

/**
 * Estimates how long a new request would take, from the last four seconds. Slow models alone are no overload: only when
 * requests wait, the rate of answers is all there is to have, and by Little's law those in flight divided by it are the wait.
 * A stall tells no rate: while it lasts, a request may take as long as others waited; in the second after it, all waited,
 * but how fast they go now is not known yet.
 */
export class Backlog {
  private slices: Slice[] = [];
  private waitedMs = 0;
  private stalledAt = -Infinity;
  private resumedAt = -Infinity;

  add({ waitedMs, inTime }: Passage, now: number): void {
    if (inTime && this.slices.length > 0) this.watchForStall(waitedMs, now);
    // Half of it is the latest: five times too much fills a queue within a second, and must be seen before that.
    this.waitedMs = (this.waitedMs + waitedMs) / 2;
    const slice = this.sliceAt(now);
    if (inTime) slice.answers += 1;
  }

  /** Milliseconds that a request would take behind so many in flight; 0 while requests don't wait. */
  expectedMs(inFlight: number, now: number): number {
    const slices = this.since(now, SLICES);
    if (slices.length === 0 || this.waitedMs < QUEUE_MS || now - this.resumedAt < STALL_MS) return 0;
    // The latest second alone counts when it is better: right after a jump in load the older ones are too pessimistic.
    const rate = Math.max(ratePerMs(slices, now), ratePerMs(this.since(now, LATEST_SLICES), now));
    return rate === 0 ? this.waitedMs : inFlight / rate;
  }

  private watchForStall(waitedMs: number, now: number): void {
    if (waitedMs < STALL_MS || this.waitedMs > QUEUE_MS) return;
    if (now - this.stalledAt > RHYTHM_MS) this.resumedAt = now;
    this.stalledAt = now;
  }

  private sliceAt(now: number): Slice {
    const number = Math.floor(now / SLICE_MS);
    const last = this.slices.at(-1);
    if (last?.number === number) return last;
    const slice: Slice = { number, answers: 0 };
    this.slices = [...this.since(now, SLICES), slice];
    return slice;
  }

  private since(now: number, slices: number): Slice[] {
    const oldest = Math.floor(now / SLICE_MS) - slices;
    return this.slices.filter(({ number }) => number > oldest);
  }
}

function ratePerMs(slices: readonly Slice[], now: number): number {
  const [first] = slices;
  if (!first) return 0;
  return slices.reduce((total, { answers }) => total + answers, 0) / Math.max(SLICE_MS, now - first.number * SLICE_MS);
}

const RESOLUTION_MS = 20;
const WINDOW_MS = 500;
const NS_PER_MS = 1e6;

/**
 * How late this process's event loop was in the last half second: a process that is itself too busy can't know its
 * backlog. It is the mean and not the longest delay, for one pause, as of a garbage collection, is no overload.
 */
@Injectable()
export class LoopDelay implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  private timer: NodeJS.Timeout | undefined;
  private mean = 0;

  /** Mean in ms; 0 in the first half second. */
  get meanMs(): number {
    return this.mean;
  }

  onApplicationBootstrap(): void {
    this.histogram.enable();
    // Not a BackgroundLoop: a look takes no time and can't fail.
    this.timer = setInterval(() => this.take(), WINDOW_MS);
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
    this.histogram.disable();
  }

  // The histogram measures the distance between two ticks, so it contains the resolution; it is empty while stopped.
  private take(): void {
    const { mean } = this.histogram;
    this.mean = Number.isNaN(mean) ? 0 : Math.max(0, mean / NS_PER_MS - RESOLUTION_MS);
    this.histogram.reset();
  }
}

const LONGEST_RETRY_AFTER_S = 10;

/** Turns requests away early that would not be answered in time, so that the others are: an answer too late is paid for nothing. */
@Injectable()
export class LoadShed {
  private readonly backlog = new Backlog();

  constructor(
    private readonly places: CallerPlaces,
    private readonly loop: LoopDelay,
    private readonly config: LoadShedConfig,
    private readonly ingress: IngressConfig,
  ) {}

  /**
   * Before anything is done for a request.
   * @throws ApiError 503 `overloaded`, with the seconds after which a retry is likely to get in.
   */
  requireRoom(headers: IncomingHttpHeaders): void {
    const { INGRESS_SHED_DEADLINE_SHARE, INGRESS_SHED_ALWAYS_IN_FLIGHT, INGRESS_SHED_LOOP_DELAY_MS } = this.config;
    if (this.loop.meanMs > INGRESS_SHED_LOOP_DELAY_MS) throw overloaded('this instance is too busy', 1_000);
    const { inUse: inFlight } = this.places;
    if (inFlight < INGRESS_SHED_ALWAYS_IN_FLIGHT) return;
    const expectedMs = this.backlog.expectedMs(inFlight, performance.now());
    const allowedMs = this.timeoutMs(headers) * INGRESS_SHED_DEADLINE_SHARE;
    if (expectedMs > allowedMs) throw overloaded('the answer would come too late', expectedMs - allowedMs);
  }

  /** Learns from a request that a caller waited for. */
  learn({ request, trail, reason }: GauntletEvent<typeof TOPICS.released>['facts']): void {
    const worked = trail.attempts.reduce(
      (sum, attempt) => sum + (attempt.outcome === 'skipped' ? 0 : attempt.durationMs),
      0,
    );
    const waitedMs = Math.max(0, Date.now() - Date.parse(request.acceptedAt) - worked);
    this.backlog.add({ waitedMs, inTime: reason !== 'deadline_exceeded' }, performance.now());
  }

  // A header that makes no sense is refused later, with a reason; here it stands for the default.
  private timeoutMs({ 'x-gauntlet-timeout-ms': wish }: IncomingHttpHeaders): number {
    return timeoutFor(this.ingress, Number(wish) || undefined);
  }
}

function overloaded(problem: string, excessMs: number): ApiError {
  const retryAfterSeconds = Math.min(LONGEST_RETRY_AFTER_S, Math.max(1, Math.ceil(excessMs / 1_000)));
  return new ApiError('overloaded', `overloaded: ${problem}`, { retryAfterSeconds });
}
