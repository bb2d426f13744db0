import { Injectable } from '@nestjs/common';
import { redactReleased } from '@gauntlet/redaction';
import { IdempotencyRepository } from './idempotency.repository';
import type { Release } from './released';
import { ResultsRepository } from './results.repository';
import { Waiters } from './waiters';

/** What a tenant may know of its requests after the fact; those of others do not exist for it. Both methods throw DatabaseUnavailableError; a retry helps. */
@Injectable()
export class RecordsService {
  constructor(
    private readonly results: ResultsRepository,
    private readonly keys: IdempotencyRepository,
    private readonly waiters: Waiters,
  ) {}

  /** The record of a finished request with its texts redacted; the log may be a moment ahead of the table. */
  async find(requestId: string, tenant: string): Promise<Release | null> {
    const recent = this.waiters.recentAnswer(requestId);
    const stored = await this.results.find(requestId);
    const release = stored ?? (recent ? redacted(recent) : null);
    return release?.event.facts.request.tenant === tenant ? release : null;
  }

  /** True for a request that was accepted and has no answer yet, as far as this instance or the table knows. */
  async isPending(requestId: string, tenant: string): Promise<boolean> {
    return this.waiters.has(requestId, tenant) || this.keys.isAccepted(requestId, tenant);
  }
}

function redacted(release: Release): Release {
  const { facts, content } = release.event;
  return { ...release, event: { facts, content: redactReleased(content) } };
}
