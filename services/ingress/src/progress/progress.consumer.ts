import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { type GauntletEvent, TOPICS } from '@gauntlet/contracts';
import { consumerGroup, WantedKeys } from '@gauntlet/messaging';
import { Progress } from '../wait/progress';

const GROUP = 'ingress.progress';

type UnderWay = typeof TOPICS.accepted | typeof TOPICS.cleared | typeof TOPICS.rendered | typeof TOPICS.generated;

/**
 * Reads llm.request.accepted.v1, llm.request.cleared.v1, llm.prompt.rendered.v1 and llm.completion.generated.v1 from now
 * on, only to tell the listeners of this instance. Publishes and stores nothing. Safe to repeat.
 */
@Controller()
export class ProgressConsumer {
  constructor(
    private readonly progress: Progress,
    wanted: WantedKeys,
  ) {
    wanted.narrow(GROUP, progress);
  }

  @EventPattern([TOPICS.accepted, TOPICS.cleared, TOPICS.rendered, TOPICS.generated], consumerGroup(GROUP))
  onStageDone(@Payload() event: GauntletEvent<UnderWay>): void {
    this.progress.onStages(event.key, event.facts.trail.stages);
  }
}
