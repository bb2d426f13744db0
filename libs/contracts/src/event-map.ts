import type { Static, TSchema } from '@sinclair/typebox';
import { CompletionGeneratedV1 } from './events/completion-generated.v1';
import { DriftDetectedV1 } from './events/drift-detected.v1';
import { FeedbackGivenV1 } from './events/feedback-given.v1';
import { KeyCreatedV1 } from './events/key-created.v1';
import { KeyRevokedV1 } from './events/key-revoked.v1';
import { OutputScoredV1 } from './events/output-scored.v1';
import { PromptGatedV1 } from './events/prompt-gated.v1';
import { PromptPinnedV1 } from './events/prompt-pinned.v1';
import { PromptPublishedV1 } from './events/prompt-published.v1';
import { PromptRenderedV1 } from './events/prompt-rendered.v1';
import { RequestAcceptedV1 } from './events/request-accepted.v1';
import { RequestClearedV1 } from './events/request-cleared.v1';
import { RequestSubmittedV1 } from './events/request-submitted.v1';
import { ResponseReleasedV1 } from './events/response-released.v1';
import { type Topic, TOPICS } from './topics';

/** Topic → schema of what travels on it. Publishing and handling are both typed by this map. */
export const EVENT_SCHEMAS = {
  [TOPICS.submitted]: RequestSubmittedV1,
  [TOPICS.accepted]: RequestAcceptedV1,
  [TOPICS.cleared]: RequestClearedV1,
  [TOPICS.rendered]: PromptRenderedV1,
  [TOPICS.generated]: CompletionGeneratedV1,
  [TOPICS.released]: ResponseReleasedV1,
  [TOPICS.scored]: OutputScoredV1,
  [TOPICS.feedback]: FeedbackGivenV1,
  [TOPICS.drift]: DriftDetectedV1,
  [TOPICS.published]: PromptPublishedV1,
  [TOPICS.pinned]: PromptPinnedV1,
  [TOPICS.gated]: PromptGatedV1,
  [TOPICS.keyCreated]: KeyCreatedV1,
  [TOPICS.keyRevoked]: KeyRevokedV1,
} as const satisfies Record<Topic, TSchema>;

/** Value of an event on topic `T`: its facts and its content. */
export type EventData<T extends Topic> = Static<(typeof EVENT_SCHEMAS)[T]>;

/** Topics whose events belong to one request and carry its trail. */
export type RequestTopic =
  | typeof TOPICS.accepted
  | typeof TOPICS.cleared
  | typeof TOPICS.rendered
  | typeof TOPICS.generated
  | typeof TOPICS.released;

interface EventAttributes<T extends Topic> {
  /** CloudEvents id; the same for every delivery of the same event. */
  readonly id: string;
  readonly topic: T;
  /** Kafka key; the request id for everything that belongs to a request. */
  readonly key: string;
  /** CloudEvents source: `/gauntlet/<service>`, or whatever a foreign backend calls itself. */
  readonly source: string;
  /** CloudEvents time; for a request's events the time of acceptance, so that a repeat is equal to the first. */
  readonly time: string;
}

/** An event with its CloudEvents attributes, as handlers get it and publishers take it. */
export type GauntletEvent<T extends Topic = Topic> = EventAttributes<T> & EventData<T>;
