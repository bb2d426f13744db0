import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { TOPICS } from '@gauntlet/contracts';
import { consumerGroup, EventContext, positionOf } from '@gauntlet/messaging';
import { RateLimits } from '../door/limits/rate-limit';
import type { Candidate, ReleasedEvent } from './candidate';
import { CandidatesRepository } from './candidates.repository';
import { Waiters } from './waiters';

/**
 * Handles llm.response.released.v1 twice: for the shared group it stores every candidate in `ingress.candidates`, for this
 * instance's own group, which feeds the other, it wakes the callers who wait here and counts the tokens of their tenant.
 * Publishes nothing. Safe to repeat.
 */
@Controller()
export class ReleasedConsumer {
  constructor(
    private readonly candidates: CandidatesRepository,
    private readonly waiters: Waiters,
    private readonly limits: RateLimits,
  ) {}

  @EventPattern(TOPICS.released, consumerGroup('ingress'))
  async store(@Payload() event: ReleasedEvent, @Ctx() context: EventContext): Promise<void> {
    await this.candidates.add(candidateOf(event, context));
  }

  @EventPattern(TOPICS.released, consumerGroup('ingress.waiters'))
  wake(@Payload() event: ReleasedEvent, @Ctx() context: EventContext): void {
    // A later candidate repeats the attempts of the first, or adds some to them that the answer does not show.
    if (!this.waiters.recentAnswer(event.facts.request.id)) this.limits.spend(event.facts);
    this.waiters.onReleased(candidateOf(event, context), context.getMessage().value?.byteLength ?? 0);
  }
}

function candidateOf(event: ReleasedEvent, context: EventContext): Candidate {
  const { partition, offset, timestamp: releasedAt, traceId } = positionOf(context);
  return { event, partition, offset: BigInt(offset), releasedAt, traceId };
}
