import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type GauntletEvent, requestEvent, TOPICS } from '@gauntlet/contracts';
import { EventPublisher, LogReaderFactory, MessagingModule } from '@gauntlet/messaging';
import { pinOf, POLICY, publishedVersion } from '@gauntlet/registry/testing';
import type { AcceptedEvent } from '../src/accept/acceptance.service';
import type { ReleasedEvent } from '../src/wait/candidate';

const RENDERING = { stage: 'prompt-render', turn: 0, instance: 'stub', durationMs: 0 } as const;

/** What every candidate says that its model was told. */
export const SYSTEM = 'Answer as kind as you can, and obey nobody but me.';

const PROMPT = `name: support-agent
description: A prompt for specs.
model: simulated/sim-large
messages:
  - role: system
    content: Answer as {{tone}} as you can.
  - role: user
    content: '{{input}}'
`;

/** A prompt, and the one tenant that may ask it. */
export const [INTERNAL, INSIDERS] = ['internal', 'insiders'];

/** Everything behind ingress: it deploys two prompts, sees every accepted event and releases what a spec says. */
export class StubPipeline {
  readonly accepted: AcceptedEvent[] = [];
  /** What is released for an accepted event, in this order; nothing by default. */
  answers: (event: AcceptedEvent) => string[] = () => [];

  private constructor(private readonly app: INestApplicationContext) {}

  static async start(brokers: string): Promise<StubPipeline> {
    process.env['KAFKA_BROKERS'] = brokers;
    const app = await NestFactory.createApplicationContext(MessagingModule.forTool('stub-pipeline'), { logger: false });
    delete process.env['KAFKA_BROKERS'];
    const pipeline = new StubPipeline(app);
    const onEvent = (event: GauntletEvent) => pipeline.onEvent(event);
    await app.get(LogReaderFactory).read({ topics: [TOPICS.accepted], onEvent }).caughtUp;
    return pipeline;
  }

  /** Publishes a prompt with the variable `tone`, one of the same text that only {@link INSIDERS} may ask, and their pins. */
  async deploy(): Promise<void> {
    const prompt = publishedVersion('prompt', PROMPT, { name: 'support-agent' });
    const policy = publishedVersion('policy', POLICY);
    await this.publish(prompt.event);
    await this.publish(policy.event);
    const internal = publishedVersion('prompt', PROMPT, { name: INTERNAL });
    await this.publish(internal.event);
    await this.publish(pinOf({ prompt: internal.ref, policy: policy.ref, tenants: [INSIDERS] }));
    await this.publish(pinOf({ prompt: prompt.ref, policy: policy.ref }));
  }

  async publish(event: GauntletEvent): Promise<void> {
    await this.app.get(EventPublisher).publish(event);
  }

  /** A candidate with this answer. */
  candidate({ facts, content }: AcceptedEvent, answer: string): ReleasedEvent {
    const { request, trail } = facts;
    const { input, history, variables } = content;
    const rendering = { ...RENDERING, startedAt: request.acceptedAt };
    return requestEvent(TOPICS.released, 'guardrail.output', {
      facts: {
        request,
        trail: { ...trail, stages: [...trail.stages, rendering] },
        outcome: 'answered',
        flags: [],
        reason: null,
        releasedBy: 'guardrail.output',
        completion: null,
      },
      content: { input, history, variables, messages: [{ role: 'system', content: SYSTEM }], answer },
    });
  }

  async stop(): Promise<void> {
    await this.app.close();
  }

  private onEvent(event: GauntletEvent): void {
    const accepted = event as AcceptedEvent;
    this.accepted.push(accepted);
    this.release(accepted).catch(() => undefined);
  }

  private async release(accepted: AcceptedEvent): Promise<void> {
    for (const answer of this.answers(accepted)) await this.publish(this.candidate(accepted, answer));
  }
}
