export { TOPICS, MAX_EVENT_BYTES, type Topic } from './topics';
export { TOPIC_SPECS, deadLetterTopic, type TopicSpec } from './topic-specs';
export {
  PIPELINE,
  DURABLE_STEPS,
  SERVICES,
  STAGES,
  rolesOf,
  serviceOf,
  type GroupName,
  type PipelineStep,
  type Role,
  type ServiceName,
  type Stage,
} from './pipeline';
export { JUDGE_PROMPT, OWN_TENANT } from './own-tenant';
export { EVENT_SCHEMAS, type EventData, type GauntletEvent, type RequestTopic } from './event-map';

export { ModelRef, BackupRef, ModelOverrides, PinCanary, ArtefactRef, Pin } from './parts/pin';
export { RequestFacts, RequestContent, HistoryMessage, ChatMessage } from './parts/request';
export { KeyScope } from './parts/key';
export {
  StageTiming,
  Verdict,
  Usage,
  MOST_TOKENS,
  MOST_USD,
  LedgerUse,
  ProviderReason,
  Attempt,
  TriedAttempt,
  SkippedAttempt,
  Trail,
} from './parts/trail';

export { RequestSubmittedV1 } from './events/request-submitted.v1';
export { RequestAcceptedV1 } from './events/request-accepted.v1';
export { RequestClearedV1 } from './events/request-cleared.v1';
export { PromptRenderedV1, RenderedContent, ResponseFormat } from './events/prompt-rendered.v1';
export { CompletionGeneratedV1, CompletionFacts } from './events/completion-generated.v1';
export { ResponseReleasedV1, Outcome, Flag } from './events/response-released.v1';
export { MAX_SAMPLING_WEIGHT, OutputScoredV1 } from './events/output-scored.v1';
export { FeedbackGivenV1 } from './events/feedback-given.v1';
export { DriftDetectedV1 } from './events/drift-detected.v1';
export { PromptPublishedV1 } from './events/prompt-published.v1';
export { PromptPinnedV1 } from './events/prompt-pinned.v1';
export { KeyCreatedV1 } from './events/key-created.v1';
export { KeyRevokedV1 } from './events/key-revoked.v1';

export { requestEvent, isExpired, latencyUntil } from './request-events';
export { beginStage, EMPTY_TRAIL } from './stage-part';
export { answeringPrompt, askedModel, backupPrompt } from './prompt-version';
export { paidUsage, knownUsage, type PaidUsage } from './paid-usage';
export { cannedRelease, type CannedReason } from './canned';
export {
  requestIdOfKey,
  requestIdOfSubmission,
  stageEventId,
  releasedEventId,
  scoreEventId,
  alertId,
  publishedEventId,
} from './ids';
export { encodeEvent, decodeEvent, parseValue, type EncodedEvent, type RawEvent } from './codec';
export { isEventData, problemsOf } from './validation';
export { InvalidEventError, type FieldProblem } from './errors';
export { asyncApiDocument, asyncApiYaml } from './asyncapi';
export { withoutMark } from './mark';
