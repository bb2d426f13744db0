import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { BackgroundLoop } from '@gauntlet/timing';
import { ModelInvokerConfig } from '../model-invoker.config';
import { CallRepository, type Lease } from './call.repository';

/** Renews the leases of all calls that this process holds, in one statement for each round. */
@Injectable()
export class LeaseKeeper implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger(LeaseKeeper.name);
  private readonly held = new Map<string, Lease>();
  private readonly loop: BackgroundLoop;

  constructor(
    private readonly calls: CallRepository,
    { LEDGER_RENEWAL_MS }: ModelInvokerConfig,
  ) {
    this.loop = new BackgroundLoop(() => this.renew(), {
      everyMs: LEDGER_RENEWAL_MS,
      onError: (error) => this.logger.warn(`leases could not be renewed: ${String(error)}`),
    });
  }

  onModuleInit(): void {
    this.loop.start();
  }

  // Comes after the consumers have drained, so nothing is held any more.
  onApplicationShutdown(): void {
    this.loop.stop();
  }

  hold(lease: Lease): void {
    this.held.set(lease.claim, lease);
  }

  drop(claim: string): void {
    this.held.delete(claim);
  }

  private async renew(): Promise<void> {
    const leases = [...this.held.values()];
    if (leases.length === 0) return;
    const renewed = await this.calls.renew(leases);
    const lost = leases.filter(({ claim }) => !renewed.has(claim) && this.held.has(claim));
    // The call goes on: whoever stores first wins, and that may still be this process.
    for (const { claim, requestId } of lost) {
      this.logger.warn(`the lease of a call of request ${requestId} is lost: it took too long to renew`);
      this.held.delete(claim);
    }
  }
}
