import { TOPICS, type ServiceName, type Topic } from './topics';

/** One consumer group of the pipeline: what it reads, what it publishes, and what it keeps. */
export interface PipelineStep {
  readonly service: ServiceName;
  /** Kafka consumer group; the service's name, with `.role` where a service has two consumers. */
  readonly group: string;
  readonly reads: readonly Topic[];
  readonly publishes: readonly Topic[];
  readonly stores: string;
  /** A serving step owes the caller an answer: it releases the canned one when it gives up on an event. */
  readonly serving: boolean;
}

/** The request's way in reading order. Topic creation, start-up checks and docs are derived from this list. */
export const PIPELINE: readonly PipelineStep[] = [
  {
    service: 'ingress',
    group: 'ingress.submitted',
    reads: [TOPICS.submitted],
    publishes: [TOPICS.accepted],
    stores: 'idempotency keys',
    serving: false,
  },
  {
    service: 'guardrail',
    group: 'guardrail.input',
    reads: [TOPICS.accepted],
    publishes: [TOPICS.cleared, TOPICS.released],
    stores: '–',
    serving: true,
  },
  {
    service: 'prompt-render',
    group: 'prompt-render',
    reads: [TOPICS.cleared],
    publishes: [TOPICS.rendered, TOPICS.released],
    stores: '–',
    serving: true,
  },
  {
    service: 'model-invoker',
    group: 'model-invoker',
    reads: [TOPICS.rendered],
    publishes: [TOPICS.generated, TOPICS.released],
    stores: 'call ledger',
    serving: true,
  },
  {
    service: 'guardrail',
    group: 'guardrail.output',
    reads: [TOPICS.generated],
    publishes: [TOPICS.released, TOPICS.rendered],
    stores: '–',
    serving: true,
  },
  {
    service: 'ingress',
    group: 'ingress',
    reads: [TOPICS.released],
    publishes: [],
    stores: 'results',
    serving: false,
  },
  {
    service: 'eval-scorer',
    group: 'eval-scorer.recorder',
    reads: [TOPICS.released, TOPICS.scored, TOPICS.feedback],
    publishes: [],
    stores: 'every answer, every score, every feedback',
    serving: false,
  },
  {
    service: 'eval-scorer',
    group: 'eval-scorer.scorer',
    reads: [TOPICS.released, TOPICS.feedback],
    publishes: [TOPICS.scored],
    stores: '–',
    serving: false,
  },
  {
    service: 'eval-scorer',
    group: 'eval-scorer.judge',
    reads: [TOPICS.released, TOPICS.feedback],
    publishes: [TOPICS.submitted, TOPICS.scored],
    stores: 'the spent budget of the judge',
    serving: false,
  },
  {
    service: 'drift-monitor',
    group: 'drift-monitor',
    reads: [TOPICS.released, TOPICS.scored],
    publishes: [TOPICS.drift],
    stores: 'windows, alerts',
    serving: false,
  },
];
