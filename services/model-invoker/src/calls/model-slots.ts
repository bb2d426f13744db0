import { Injectable } from '@nestjs/common';
import { ModelInvokerConfig } from '../model-invoker.config';

interface Waiter {
  readonly since: number;
  /** Gives it the slot. */
  readonly handOver: () => void;
}

interface Lane {
  busy: number;
  /** First come first served. */
  readonly waiting: Waiter[];
}

/** How a caller waits for a slot. */
export interface SlotWish {
  /** Calls that the lane may have at the same time. */
  readonly places: number;
  /** Limit for the wait. */
  readonly waitMs: number;
  /** Has nowhere else to go, so it may wait though the queue is full: leaving would turn a burst into canned answers. */
  readonly lastResort: boolean;
}

/** Gives a slot back; to be called once. */
export type ReleaseSlot = () => void;

/**
 * Limits the calls of each model in this process, so that a slow one can't take every slot. Who waits is in flight too:
 * once the first in a queue has lost its patience the model is stuck, and all beyond the queue's limit leave.
 */
@Injectable()
export class ModelSlots {
  private readonly lanes = new Map<string, Lane>();

  constructor(private readonly config: ModelInvokerConfig) {}

  /** Null when no slot came free in time, or when too many wait already. The lane is a model, or those who share its places. */
  async acquire(name: string, wish: SlotWish): Promise<ReleaseSlot | null> {
    const lane = this.laneOf(name);
    const got = lane.busy < wish.places ? take(lane) : await this.waitIn(lane, wish);
    return got ? () => this.release(name, lane) : null;
  }

  private laneOf(name: string): Lane {
    const lane = this.lanes.get(name) ?? { busy: 0, waiting: [] };
    this.lanes.set(name, lane);
    return lane;
  }

  // A slot with somebody waiting changes hands without becoming free: nobody can slip in between.
  private release(name: string, lane: Lane): void {
    const next = lane.waiting.shift();
    if (next) return next.handOver();
    lane.busy -= 1;
    if (lane.busy === 0) this.lanes.delete(name);
  }

  private waitIn(lane: Lane, wish: SlotWish): Promise<boolean> {
    const isFull = lane.waiting.length >= this.config.MODEL_QUEUE;
    if (isFull && (!wish.lastResort || this.isStuck(lane))) return Promise.resolve(false);
    return new Promise((resolve) => this.enqueue(lane, wish, resolve));
  }

  private enqueue(lane: Lane, { waitMs, lastResort }: SlotWish, resolve: (got: boolean) => void): void {
    const patienceMs = Math.min(waitMs, this.config.MODEL_PATIENCE_MS);
    const leave = (): void => {
      lane.waiting.splice(lane.waiting.indexOf(waiter), 1);
      resolve(false);
    };
    const losePatience = (): void => {
      if (lane.waiting.indexOf(waiter) >= this.config.MODEL_QUEUE) return leave();
      timer = setTimeout(leave, waitMs - patienceMs);
    };
    const staysOn = lastResort && patienceMs < waitMs;
    let timer = staysOn ? setTimeout(losePatience, patienceMs) : setTimeout(leave, waitMs);
    const handOver = (): void => {
      clearTimeout(timer);
      resolve(true);
    };
    const waiter: Waiter = { since: performance.now(), handOver };
    lane.waiting.push(waiter);
  }

  private isStuck({ waiting: [first] }: Lane): boolean {
    return first !== undefined && performance.now() - first.since >= this.config.MODEL_PATIENCE_MS;
  }
}

function take(lane: Lane): true {
  lane.busy += 1;
  return true;
}
