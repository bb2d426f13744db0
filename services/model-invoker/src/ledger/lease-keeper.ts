import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { CallRepository, type Lease } from './call.repository';
import { ModelInvokerConfig } from '../model-invoker.config';

/** Renews the leases of all calls that this process holds, in one statement for each round. */
@Injectable()
export class LeaseKeeper implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger(LeaseKeeper.name);
  private readonly held = new Map<string, Lease>();
  private timer: NodeJS.Timeout | undefined;
  private renewing = false;

  constructor(
    private readonly calls: CallRepository,
    private readonly config: ModelInvokerConfig,
  ) {}

  onModuleInit(): void {
    this.timer = setInterval(() => this.tick(), this.config.LEDGER_RENEWAL_MS).unref();
  }

  // Comes after the consumers have drained, so nothing is held any more.
  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  hold(lease: Lease): void {
    this.held.set(lease.claim, lease);
  }

  drop(claim: string): void {
    this.held.delete(claim);
  }

  private tick(): void {
    if (this.renewing || this.held.size === 0) return;
    this.renewing = true;
    this.renew()
      .catch((error: unknown) => this.logger.warn(`leases could not be renewed: ${String(error)}`))
      .finally(() => (this.renewing = false));
  }

  private async renew(): Promise<void> {
    const leases = [...this.held.values()];
    const renewed = await this.calls.renew(leases);
    const lost = leases.filter(({ claim }) => !renewed.has(claim) && this.held.has(claim));
    // The call goes on: whoever stores first wins, and that may still be this process.
    for (const { claim, requestId } of lost) {
      this.logger.warn(`the lease of a call of request ${requestId} is lost: it took too long to renew`);
      this.held.delete(claim);
    }
  }
}
