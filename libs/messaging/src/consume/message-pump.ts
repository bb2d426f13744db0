import { endsWithin } from '@gauntlet/timing';
import type { Delivery } from '../deliver/delivery';
import type { DependencyGate } from '../deliver/dependency-gate';
import { failLoudly } from '../messaging.errors';
import type { AssignedPartition, HeldMessage } from './assigned-partition';
import type { Assignment } from './assignment';
import type { GroupMetrics, GroupState } from './group-metrics';

export interface MessagePumpParts {
  readonly assignment: Assignment;
  readonly delivery: Delivery;
  readonly gate: DependencyGate;
  readonly metrics: GroupMetrics;
  /** Messages in flight at most. */
  readonly concurrency: number;
  /** Told whenever a partition's queue became shorter or its watermark may have moved. */
  readonly onProgress: (partition: AssignedPartition) => void;
}

/** Moves waiting messages into flight, up to the group's limit. A message of a lost partition keeps its slot. */
export class MessagePump {
  private readonly inFlight = new Map<HeldMessage, number>();
  private readonly idleListeners: (() => void)[] = [];
  private stopped = false;

  constructor(private readonly parts: MessagePumpParts) {}

  /** Starts what may start; call it whenever that may be more than before. */
  run(): void {
    const { assignment, gate, concurrency } = this.parts;
    while (!this.stopped && this.inFlight.size < concurrency && assignment.queued > 0 && gate.admit()) {
      const held = assignment.take();
      if (held) this.start(held);
    }
  }

  /** Starts nothing more; what is queued stays undone, what is in flight goes on. */
  stop(): void {
    this.stopped = true;
  }

  /** Resolves true once nothing is in flight, false after the limit. */
  async idle(limitMs: number): Promise<boolean> {
    if (this.inFlight.size === 0) return true;
    return endsWithin(limitMs, new Promise<void>((resolve) => this.idleListeners.push(resolve)));
  }

  get state(): GroupState {
    const [oldest] = this.inFlight.values();
    const oldestMs = oldest === undefined ? 0 : performance.now() - oldest;
    return { inFlight: this.inFlight.size, queued: this.parts.assignment.queued, oldestMs };
  }

  private start(held: HeldMessage): void {
    const startedAt = performance.now();
    this.inFlight.set(held, startedAt);
    this.parts.onProgress(held.partition);
    this.carryOut(held, startedAt).catch(failLoudly);
  }

  private async carryOut(held: HeldMessage, startedAt: number): Promise<void> {
    const { delivery, metrics, onProgress } = this.parts;
    try {
      const outcome = await delivery.deliver(held);
      metrics.ended(held.partition.topic, { outcome, durationMs: performance.now() - startedAt });
      if (outcome !== 'abandoned') held.partition.complete(held.offset);
    } finally {
      this.inFlight.delete(held);
    }
    onProgress(held.partition);
    this.run();
    if (this.inFlight.size === 0) for (const listener of this.idleListeners.splice(0)) listener();
  }
}
