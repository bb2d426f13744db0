import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { type GauntletEvent, TOPICS } from '@gauntlet/contracts';
import { consumerGroup, EventContext, positionOf } from '@gauntlet/messaging';
import { ObservationService } from './observation.service';

/** Reads released and scored events, publishes nothing by itself, stores the numbers of users' answers. Safe to repeat. */
@Controller()
export class DriftMonitorConsumer {
  constructor(private readonly observations: ObservationService) {}

  @EventPattern(TOPICS.released, consumerGroup('drift-monitor'))
  async onResponseReleased(
    @Payload() event: GauntletEvent<typeof TOPICS.released>,
    @Ctx() context: EventContext,
  ): Promise<void> {
    await this.observations.observeReleased(event, positionOf(context));
  }

  @EventPattern(TOPICS.scored, consumerGroup('drift-monitor'))
  async onOutputScored(
    @Payload() event: GauntletEvent<typeof TOPICS.scored>,
    @Ctx() context: EventContext,
  ): Promise<void> {
    await this.observations.observeScore(event, positionOf(context));
  }
}
