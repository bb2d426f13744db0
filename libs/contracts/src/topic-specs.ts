import { DAY_MS } from './parts/text';
import { type ServiceName, SERVICES } from './pipeline';
import { TOPICS } from './topics';

/** Where a service puts what it could not process: original bytes and headers plus the error. */
export function deadLetterTopic(service: ServiceName): `${ServiceName}.dlq.v1` {
  return `${service}.dlq.v1`;
}

/** How a topic must exist in the cluster. Ordered topics have one partition and are kept for ever. */
export interface TopicSpec {
  readonly name: string;
  readonly ordered: boolean;
  /** `null` keeps the topic for ever. */
  readonly retentionMs: number | null;
}

const KEPT_FOR_EVER: readonly string[] = [
  TOPICS.published,
  TOPICS.pinned,
  TOPICS.gated,
  TOPICS.keyCreated,
  TOPICS.keyRevoked,
];

/**
 * What `createTopics` makes: events for 7 days, dead letters for 30, prompt versions, pins, results of gates and API keys for ever.
 * A dead letter outlives its event because somebody has to look at it first.
 */
export const TOPIC_SPECS: readonly TopicSpec[] = [
  ...Object.values(TOPICS).map((name) => {
    const ordered = KEPT_FOR_EVER.includes(name);
    return { name, ordered, retentionMs: ordered ? null : 7 * DAY_MS };
  }),
  ...SERVICES.map((service) => ({ name: deadLetterTopic(service), ordered: false, retentionMs: 30 * DAY_MS })),
];
