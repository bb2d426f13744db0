import { Injectable, Logger } from '@nestjs/common';
import { EventPublisher } from '@gauntlet/messaging';
import { rampPin, Registry, type RunningRamp } from '@gauntlet/registry';
import { ArmsEvidence } from './arms-evidence';
import { judgeRamp } from './judge-ramp';

/**
 * Decides about every canary that has a ramp. All that it knows is in the pins and in the numbers of answers, so another
 * instance, or this one after a restart, decides alike; a pin that takes effect names the pin that was judged.
 */
@Injectable()
export class RampService {
  private readonly logger = new Logger(RampService.name);
  /** The pin that was judged last, by prompt: its successor may not have been read back yet. */
  private readonly decided = new Map<string, number>();

  constructor(
    private readonly registry: Registry,
    private readonly arms: ArmsEvidence,
    private readonly publisher: EventPublisher,
  ) {}

  /** @throws DependencyUnavailableError when the registry, Postgres or Kafka is away; the next time makes up for it. */
  async follow(now: Date): Promise<void> {
    for (const ramp of this.registry.ramps()) await this.decide(ramp, now);
  }

  private async decide(ramp: RunningRamp, now: Date): Promise<void> {
    const { facts, offset } = ramp.pin;
    const { name } = facts.prompt;
    if (this.decided.get(name) === offset) return;
    const metrics = await this.arms.of(ramp, now);
    const decision = metrics && judgeRamp(ramp, metrics, now);
    if (!decision) return;
    const { outcome, reason } = decision;
    await this.publisher.publish(rampPin(ramp, outcome, { by: 'drift-monitor', at: now.toISOString(), reason }));
    this.decided.set(name, offset);
    this.logger[outcome === 'advance' ? 'log' : 'warn'](`canary ${ramp.canary.prompt.version} of ${name}: ${reason}`);
  }
}
