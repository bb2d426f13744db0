import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { contentHash } from '@gauntlet/artefacts';
import { TOPICS, publishedEventId, releasedEventId, requestEvent, type GauntletEvent } from '@gauntlet/contracts';
import { EventPublisher, LogReaderFactory, MessagingModule } from '@gauntlet/messaging';
import type { AcceptedEvent } from '../src/acceptance.service';
import type { ReleasedEvent } from '../src/released';

const AT = '2026-11-23T09:00:00.000Z';
const PROMPT = `name: support-agent
description: A prompt for specs.
model: simulated/sim-large
messages:
  - role: system
    content: Answer as {{tone}} as you can.
  - role: user
    content: '{{input}}'
`;
const POLICY = `name: default
version: v1
description: A policy for specs.
refusalAnswer: No.
input: { checks: [{ check: pii, action: redact }] }
output: { checks: [{ check: pii, action: redact }] }
`;

/** Everything behind ingress: it deploys one prompt, sees every accepted event and releases what a spec says. */
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

  /** Publishes a prompt with the variable `tone`, a policy and the pin that names them. */
  async deploy(): Promise<void> {
    const prompt = await this.publishVersion('prompt', 'support-agent', PROMPT);
    const policy = await this.publishVersion('policy', 'default', POLICY);
    const model = { provider: 'simulated', model: 'sim-large', parameters: {} };
    await this.publish({
      topic: TOPICS.pinned,
      id: releasedEventId('pin'),
      key: 'support-agent',
      source: '/spec',
      time: AT,
      facts: { prompt, policy, model, backups: [], canary: null, at: AT, by: 'spec', reason: 'spec' },
      content: { cannedAnswer: 'Sorry.' },
    });
  }

  async publish(event: GauntletEvent): Promise<void> {
    await this.app.get(EventPublisher).publish(event);
  }

  /** A candidate with this answer. */
  candidate({ facts, content }: AcceptedEvent, answer: string): ReleasedEvent {
    const { request, trail } = facts;
    const { input, history, variables } = content;
    return requestEvent(TOPICS.released, 'guardrail.output', {
      facts: {
        request,
        trail,
        outcome: 'answered',
        flags: [],
        reason: null,
        releasedBy: 'guardrail.output',
        completion: null,
      },
      content: { input, history, variables, messages: [], answer },
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

  private async publishVersion(kind: 'prompt' | 'policy', name: string, source: string) {
    const ref = { name, version: 'v1', hash: contentHash(source) };
    await this.publish({
      topic: TOPICS.published,
      id: publishedEventId(kind, name, 'v1', ref.hash),
      key: `${kind}/${name}@v1`,
      source: '/spec',
      time: AT,
      facts: { kind, ...ref, at: AT, by: 'spec' },
      content: { source },
    });
    return ref;
  }
}
