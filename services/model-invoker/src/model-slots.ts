import { Injectable } from '@nestjs/common';
import { ModelInvokerConfig } from './model-invoker.config';

interface Lane {
  busy: number;
  /** First come first served; calling one hands a slot over. */
  readonly waiting: (() => void)[];
}

/** How a caller waits for a slot. */
export interface SlotWish {
  /** Limit for the wait. */
  readonly waitMs: number;
  /** Has nowhere else to go, so it may wait though the queue is full: leaving would turn a backlog into canned answers. */
  readonly lastResort: boolean;
}

/** Gives a slot back; to be called once. */
export type ReleaseSlot = () => void;

/** Limits the calls of each model in this process, so that a slow one can't take every slot. */
@Injectable()
export class ModelSlots {
  private readonly lanes = new Map<string, Lane>();

  constructor(private readonly config: ModelInvokerConfig) {}

  /** Null when no slot came free in time, or when too many wait already. */
  async acquire(model: string, wish: SlotWish): Promise<ReleaseSlot | null> {
    const lane = this.laneOf(model);
    const got = lane.busy < this.config.MODEL_CONCURRENCY ? take(lane) : await this.waitIn(lane, wish);
    return got ? () => this.release(model, lane) : null;
  }

  private laneOf(model: string): Lane {
    const lane = this.lanes.get(model) ?? { busy: 0, waiting: [] };
    this.lanes.set(model, lane);
    return lane;
  }

  // A slot with somebody waiting changes hands without becoming free: nobody can slip in between.
  private release(model: string, lane: Lane): void {
    const handOver = lane.waiting.shift();
    if (handOver) return handOver();
    lane.busy -= 1;
    if (lane.busy === 0) this.lanes.delete(model);
  }

  private waitIn(lane: Lane, { waitMs, lastResort }: SlotWish): Promise<boolean> {
    if (!lastResort && lane.waiting.length >= this.config.MODEL_QUEUE) return Promise.resolve(false);
    return new Promise((resolve) => {
      const handOver = (): void => {
        clearTimeout(timer);
        resolve(true);
      };
      const timer = setTimeout(() => {
        lane.waiting.splice(lane.waiting.indexOf(handOver), 1);
        resolve(false);
      }, waitMs);
      lane.waiting.push(handOver);
    });
  }
}

function take(lane: Lane): true {
  lane.busy += 1;
  return true;
}
