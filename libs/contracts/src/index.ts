export { TOPICS, MAX_EVENT_BYTES, type Topic } from './topics';
export { DAY_MS, NAME_PATTERN, toMicrosecond, UUID_PATTERN, VERSION_PATTERN } from './parts/text';
export { TOPIC_SPECS, deadLetterTopic, type TopicSpec } from './topic-specs';
export {
  type GroupName,
  PIPELINE,
  DURABLE_STEPS,
  SERVICES,
  STAGES,
  rolesOf,
  type PipelineStep,
  type Role,
  type ServiceName,
  type Stage,
} from './pipeline';
export { JUDGE_PROMPT, OWN_TENANT } from './own-tenant';
export { type EventData, type GauntletEvent, type RequestTopic } from './event-map';

export {
  ModelRef,
  BackupRef,
  ModelOverrides,
  ArtefactRef,
  type CanaryRamp,
  Pin,
  type PinCanary,
  PinGate,
  type PinShadow,
  Trial,
} from './parts/pin';
export { RequestFacts, RequestContent, HistoryMessage, ChatMessage } from './parts/request';
export { KeyScope } from './parts/key';
export {
  StageTiming,
  Verdict,
  MOST_FOUND_PARTS,
  ProviderReason,
  Attempt,
  TriedAttempt,
  SkippedAttempt,
} from './parts/trail';
export { Opinion } from './parts/opinion';
export { MOST_TOKENS, MOST_USD, Usage } from './parts/usage';

export { ResponseFormat } from './events/prompt-rendered.v1';
export { CompletionFacts } from './events/completion-generated.v1';
export { ResponseReleasedV1, Outcome, Flag } from './events/response-released.v1';
export { MAX_SAMPLING_WEIGHT, OutputScoredV1 } from './events/output-scored.v1';
export { FeedbackGivenV1 } from './events/feedback-given.v1';
export { PromptPublishedV1 } from './events/prompt-published.v1';
export { PromptPinnedV1 } from './events/prompt-pinned.v1';
export { GATE_LIMITS, type GatedVariant, GateVerdict, PromptGatedV1, type RuleResult } from './events/prompt-gated.v1';
export { KeyCreatedV1 } from './events/key-created.v1';
export { KeyRevokedV1 } from './events/key-revoked.v1';

export { requestEvent, isExpired, latencyUntil, beginStage, EMPTY_TRAIL, withoutMark } from './request-events';
export { answeringPrompt, askedModel, backupPrompt, paidUsage, knownUsage } from './record';
export { cannedRelease, type CannedReason } from './canned';
export { firstOf, firstByOffset, selectFirstByOffset, type LogPlace } from './first-by-offset';
export {
  requestIdOfKey,
  requestIdOfSubmission,
  releasedEventId,
  scoreEventId,
  alertId,
  publishedEventId,
  gatedEventId,
  rampDecisionId,
  conversationId,
} from './ids';
export { encodeEvent, decodeEvent, parseValue } from './codec';
export { InvalidEventError, type FieldProblem } from './errors';
