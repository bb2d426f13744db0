/** Every topic that carries events between stages; `docs/events.md` and `docs/asyncapi.yaml` are made from it. */
export const TOPICS = {
  submitted: 'llm.request.submitted.v1',
  accepted: 'llm.request.accepted.v1',
  cleared: 'llm.request.cleared.v1',
  rendered: 'llm.prompt.rendered.v1',
  generated: 'llm.completion.generated.v1',
  released: 'llm.response.released.v1',
  scored: 'llm.output.scored.v1',
  feedback: 'llm.feedback.given.v1',
  drift: 'llm.drift.detected.v1',
  published: 'llm.prompt.published.v1',
  pinned: 'llm.prompt.pinned.v1',
  keyCreated: 'llm.key.created.v1',
  keyRevoked: 'llm.key.revoked.v1',
} as const;

/** Name of an event topic, which is also its CloudEvents `type`. */
export type Topic = (typeof TOPICS)[keyof typeof TOPICS];

/** The six services; also their consumer-group prefix, OTel service name, folder and image. */
export const SERVICES = [
  'ingress',
  'guardrail',
  'prompt-render',
  'model-invoker',
  'eval-scorer',
  'drift-monitor',
] as const;

/** One of the six services. */
export type ServiceName = (typeof SERVICES)[number];

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

const DAY_MS = 86_400_000;
const KEPT_FOR_EVER: readonly string[] = [TOPICS.published, TOPICS.pinned, TOPICS.keyCreated, TOPICS.keyRevoked];

/**
 * What `createTopics` makes: events for 7 days, dead letters for 30, prompt versions, pins and API keys for ever.
 * A dead letter outlives its event because somebody has to look at it first.
 */
export const TOPIC_SPECS: readonly TopicSpec[] = [
  ...Object.values(TOPICS).map((name) => {
    const ordered = KEPT_FOR_EVER.includes(name);
    return { name, ordered, retentionMs: ordered ? null : 7 * DAY_MS };
  }),
  ...SERVICES.map((service) => ({ name: deadLetterTopic(service), ordered: false, retentionMs: 30 * DAY_MS })),
];

/** Largest event in bytes, Kafka's own default for `max.message.bytes`; the HTTP body limit follows from it. */
export const MAX_EVENT_BYTES = 1_048_576;
