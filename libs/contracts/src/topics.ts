/** Every topic that carries events between stages; `docs/asyncapi.yaml` is made from it. */
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
  gated: 'llm.prompt.gated.v1',
  keyCreated: 'llm.key.created.v1',
  keyRevoked: 'llm.key.revoked.v1',
} as const;

/** Name of an event topic, which is also its CloudEvents `type`. */
export type Topic = (typeof TOPICS)[keyof typeof TOPICS];

/** Largest event in bytes, Kafka's own default for `max.message.bytes`; the HTTP body limit follows from it. */
export const MAX_EVENT_BYTES = 1_048_576;
