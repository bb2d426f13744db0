import type { IncomingHttpHeaders } from 'node:http';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { CallerPlaces } from './places';
import { ApiError } from '../../api.error';
import { IngressConfig, LoadShedConfig, timeoutFor } from '../../ingress.config';
import type { Candidate } from '../../wait/candidate';
import { Backlog } from './load-shed.backlog';

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
  learn({ event: { facts } }: Pick<Candidate, 'event'>): void {
    const { request, trail, reason } = facts;
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
