import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { CallRepository, type Claim } from './call.repository';
import { idempotencyKeyOf, type CallKey, type RungResult } from './rung';

/** More than a process has in flight; the oldest is forgotten first. */
const KEPT = 1_000;
const RETRY_MS = 250;

/**
 * Results that the ledger could not take because it was away. They are kept until it takes them, so that a redelivery
 * after the outage finds them, and one during it finds them here. What this process takes with it when it dies is lost.
 */
@Injectable()
export class UnstoredResults implements OnApplicationShutdown {
  private readonly logger = new Logger(UnstoredResults.name);
  private readonly results = new Map<string, { readonly claim: Claim; readonly result: RungResult }>();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly calls: CallRepository) {}

  keep(claim: Claim, result: RungResult): void {
    this.results.set(idempotencyKeyOf(claim), { claim, result });
    const [oldest] = this.results.keys();
    if (this.results.size > KEPT && oldest !== undefined) this.results.delete(oldest);
    this.retryLater();
  }

  find(key: CallKey): RungResult | null {
    return this.results.get(idempotencyKeyOf(key))?.result ?? null;
  }

  onApplicationShutdown(): void {
    clearTimeout(this.timer);
    this.results.clear();
  }

  private retryLater(): void {
    this.timer ??= setTimeout(() => {
      this.storeAll().catch((error: unknown) => this.logger.warn(`results could not be stored: ${String(error)}`));
    }, RETRY_MS).unref();
  }

  // A refused one stays for the next round; the ledger itself says in the log that it is away.
  private async storeAll(): Promise<void> {
    const stores = [...this.results].map(async ([key, { claim, result }]) => {
      await this.calls.store(claim, result);
      this.results.delete(key);
    });
    await Promise.allSettled(stores);
    this.timer = undefined;
    if (this.results.size > 0) this.retryLater();
  }
}
