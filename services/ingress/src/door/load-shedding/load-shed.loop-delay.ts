import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';

const RESOLUTION_MS = 20;
const WINDOW_MS = 500;
const NS_PER_MS = 1e6;

/** How late this process's event loop was in the last half second: a process that is itself too busy can't know its backlog. */
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
