import { Injectable } from '@nestjs/common';
import { redactReleased } from '@gauntlet/redaction';
import { DependencyUnavailableError } from '@gauntlet/runtime';
import { IdempotencyRepository } from '../accept/idempotency.repository';
import { ApiError } from '../api.error';
import type { Candidate } from '../wait/candidate';
import { CandidatesRepository } from '../wait/candidates.repository';
import { type Waiter, Waiters } from '../wait/waiters';

/**
 * What a tenant may know of its requests afterwards. The requests of other tenants do not exist for the tenant. All methods
 * throw DatabaseUnavailableError; a retry helps.
 */
@Injectable()
export class RecordsService {
  constructor(
    private readonly candidates: CandidatesRepository,
    private readonly keys: IdempotencyRepository,
    private readonly waiters: Waiters,
  ) {}

  /** The record of a finished request of one of the tenants, its texts redacted; the log may be a moment ahead of the table. */
  async find(requestId: string, ...tenants: readonly string[]): Promise<Candidate | null> {
    const released = await this.findOfAnybody(requestId);
    return released && tenants.includes(released.event.facts.request.tenant) ? released : null;
  }

  /** The record as soon as there is one, for somebody who has a place to wait for it. */
  async awaitAnswer(requestId: string, tenant: string, { answer }: Waiter): Promise<Candidate> {
    return (await this.find(requestId, tenant)) ?? redacted(await answer);
  }

  /** @throws ApiError 404 for an id that is none of the tenant's, as far as this instance or the table knows. */
  async requireKnown(requestId: string, tenant: string): Promise<void> {
    if (!(await this.find(requestId, tenant))) await this.requirePending(requestId, tenant);
  }

  /** As {@link requireKnown}, for an id of which {@link find} found nothing a moment ago. */
  async requirePending(requestId: string, tenant: string): Promise<void> {
    if (await this.isPending(requestId, tenant)) return;
    // Its answer may have come in between.
    if (await this.find(requestId, tenant)) return;
    throw new ApiError('request_not_found', `no request ${requestId} is known`, { param: 'id' });
  }

  /** True for a request that was accepted and has no answer yet, as far as this instance or the table knows. */
  async isPending(requestId: string, tenant: string): Promise<boolean> {
    return this.waiters.has(requestId, tenant) || this.keys.isAccepted(requestId, tenant);
  }

  private async findOfAnybody(requestId: string): Promise<Candidate | null> {
    const recent = this.waiters.recentAnswer(requestId);
    try {
      const stored = await this.candidates.find(requestId);
      return stored ?? (recent ? await redacted(recent) : null);
    } catch (error) {
      if (recent && error instanceof DependencyUnavailableError) return redacted(recent);
      throw error;
    }
  }
}

async function redacted(released: Candidate): Promise<Candidate> {
  const { facts, content } = released.event;
  return { ...released, event: { facts, content: await redactReleased(content) } };
}
