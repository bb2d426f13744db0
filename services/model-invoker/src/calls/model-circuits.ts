import { Injectable, Logger } from '@nestjs/common';
import {
  circuitBreaker,
  type CircuitBreakerPolicy,
  CircuitState,
  handleWhenResult,
  type IBackoff,
  type IBreaker,
} from 'cockatiel';
import { BoundedMemory } from '@gauntlet/timing';
import { ModelInvokerConfig } from '../model-invoker.config';
import type { CallResult } from './model-caller';
import { hadShortTime } from './model-health';

interface Slice {
  /** On the monotonic clock: a clock that is set changes nothing. */
  readonly since: number;
  calls: number;
  failures: number;
}

/** When calls of the last while make a model ill. */
interface IllnessLimits {
  readonly windowMs: number;
  /** Fewer calls say nothing. */
  readonly leastCalls: number;
  /** More than this share of failures is an illness. */
  readonly failedShare: number;
}

const SLICE_MS = 1_000;

/** Counts the calls of the last while by the second. cockatiel's own breaker counts by the wall clock. */
class RecentFailures implements IBreaker {
  state: unknown = null;
  private slices: Slice[] = [];

  constructor(private readonly limits: IllnessLimits) {}

  success(state: CircuitState): void {
    if (state === CircuitState.HalfOpen) this.slices = [];
    this.current().calls += 1;
  }

  failure(state: CircuitState): boolean {
    const slice = this.current();
    slice.calls += 1;
    slice.failures += 1;
    return state !== CircuitState.Closed || this.areTooMany();
  }

  private areTooMany(): boolean {
    const calls = this.slices.reduce((sum, slice) => sum + slice.calls, 0);
    const failures = this.slices.reduce((sum, slice) => sum + slice.failures, 0);
    return calls >= this.limits.leastCalls && failures > calls * this.limits.failedShare;
  }

  private current(): Slice {
    const now = performance.now();
    this.slices = this.slices.filter(({ since }) => now - since < this.limits.windowMs);
    const last = this.slices.at(-1);
    if (last && now - last.since < SLICE_MS) return last;
    const slice = { since: now, calls: 0, failures: 0 };
    this.slices.push(slice);
    return slice;
  }
}

const WINDOW_MS = 10_000;
const FAILED_SHARE = 0.5;
/** Their names come with events; a forgotten one is healthy until it shows itself ill. */
const MOST_MODELS = 1_000;

/**
 * What says that a model is ill. A rate limit, a refused request, a wrong key or a missing model says nothing about its
 * health, and an answer without a text, a filtered or a too long one belongs to what was asked.
 */
const ILLNESSES: ReadonlySet<string> = new Set([
  'provider_overloaded',
  'provider_unavailable',
  'provider_connection_failed',
  'provider_invalid_response',
  'provider_connect_timeout',
  'provider_headers_timeout',
  'provider_idle_timeout',
  'provider_timeout',
]);

/** cockatiel waits by the wall clock, which may be set; how long a circuit is open is ours to say. */
const NO_WAIT: IBackoff<unknown> = { duration: -Infinity, next: () => NO_WAIT };

interface Circuit {
  readonly policy: CircuitBreakerPolicy;
  /** On the monotonic clock. */
  openUntil: number;
}

/**
 * Remembers for each model, in this process, whether it is ill: when more than half of the calls of ten seconds failed,
 * requests that have a backup go there at once, and after a while one call looks whether the model has recovered.
 */
@Injectable()
export class ModelCircuits {
  private readonly logger = new Logger(ModelCircuits.name);
  private readonly circuits = new BoundedMemory<Circuit>({ entries: MOST_MODELS });

  constructor(private readonly config: ModelInvokerConfig) {}

  /** Whoever has somewhere else to go should: the model is ill, or one call is just finding out. */
  isOpen(model: string): boolean {
    const { policy, openUntil } = this.circuitOf(model);
    return (
      policy.state === CircuitState.HalfOpen || (policy.state === CircuitState.Open && performance.now() < openUntil)
    );
  }

  /** Runs a call and counts its outcome. While the circuit is open the call is run too, but its outcome is not counted. */
  run(model: string, call: () => Promise<CallResult>): Promise<CallResult> {
    return this.isOpen(model) ? call() : this.circuitOf(model).policy.execute(call);
  }

  private circuitOf(model: string): Circuit {
    const known = this.circuits.get(model);
    if (known) return known;
    const circuit = this.closedCircuit(model);
    this.circuits.set(model, circuit);
    return circuit;
  }

  private closedCircuit(model: string): Circuit {
    const { MODEL_CIRCUIT_CALLS: leastCalls, MODEL_CIRCUIT_OPEN_MS: openMs } = this.config;
    const breaker = new RecentFailures({ windowMs: WINDOW_MS, leastCalls, failedShare: FAILED_SHARE });
    const policy = circuitBreaker(handleWhenResult(isIllness), { halfOpenAfter: NO_WAIT, breaker });
    const circuit: Circuit = { policy, openUntil: 0 };
    policy.onBreak(() => {
      circuit.openUntil = performance.now() + openMs;
      this.logger.warn(`${model} fails: requests with a backup go there for ${openMs} ms`);
    });
    policy.onReset(() => this.logger.log(`${model} answers again`));
    return circuit;
  }
}

function isIllness(result: unknown): boolean {
  const { failure, attempt } = result as CallResult;
  return failure !== null && ILLNESSES.has(failure.code) && !hadShortTime(attempt);
}
