import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { DatabaseUnavailableError, StatementError } from '@gauntlet/persistence';
import { BackgroundLoop, BoundedMemory } from '@gauntlet/timing';
import { type CallKey, idempotencyKeyOf, type RungResult } from '../rung';
import { CallRepository, type Claim } from './call.repository';

/** More than a process has in flight, and about 64 MB of text. */
const LIMITS = { entries: 1_000, characters: 32_000_000 };
const RETRY_MS = 250;

/**
 * Results that the ledger could not take when they came, as while it was away. They are kept until it takes them, so that a redelivery
 * after the outage finds them, and one during it finds them here. What this process takes with it when it dies is lost.
 */
@Injectable()
export class UnstoredResults implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger(UnstoredResults.name);
  private readonly results = new BoundedMemory<{ readonly claim: Claim; readonly result: RungResult }>(LIMITS);
  private readonly loop = new BackgroundLoop(() => this.storeAll(), {
    everyMs: RETRY_MS,
    onError: (error) => this.logger.warn(`results could not be stored: ${String(error)}`),
  });

  constructor(private readonly calls: CallRepository) {}

  onModuleInit(): void {
    this.loop.start();
  }

  keep(claim: Claim, result: RungResult): void {
    this.results.set(idempotencyKeyOf(claim), { claim, result }, result.reply?.text.length);
  }

  find(key: CallKey): RungResult | null {
    return this.results.get(idempotencyKeyOf(key))?.result ?? null;
  }

  onApplicationShutdown(): void {
    this.loop.stop();
    this.results.clear();
  }

  // While the ledger is away a result stays for the next round, and the ledger says so in the log. What it refuses goes.
  private async storeAll(): Promise<void> {
    const stores = this.results.entries().map(([key, { claim, result }]) => this.store(key, claim, result));
    await Promise.all(stores);
  }

  private async store(key: string, claim: Claim, result: RungResult): Promise<void> {
    try {
      await this.calls.store(claim, result);
    } catch (error) {
      if (isWorthARetry(error)) return;
      this.logger.error(`the ledger refuses the result of a call of request ${claim.requestId}`);
    }
    this.results.delete(key);
  }
}

function isWorthARetry(error: unknown): boolean {
  return (error instanceof DatabaseUnavailableError || error instanceof StatementError) && error.retryable;
}
