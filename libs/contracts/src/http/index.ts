export { HTTP_ERRORS, HttpErrorBody, type HttpErrorCode, type HttpErrorKind } from './errors';
export { ChatCompletionRequest, FeedbackBody, FeedbackTaken, Message, RequestBody } from './requests';
export { ChatCompletion, ChatCompletionChunk, GauntletExtension } from './chat-completion';
export { RequestRecord, PendingRequest } from './request-record';
export { AttemptRecord, OpinionRecord, StageRecord, StageTimingRecord, VerdictRecord } from './trail-records';
export { Model, ModelList } from './models';
export { RESTATED_BY_SCHEMA } from './restated';
export { HTTP_SCHEMAS, type HttpSchemaName } from './schemas';
