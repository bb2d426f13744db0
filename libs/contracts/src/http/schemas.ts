import { ChatCompletion, ChatCompletionChunk, GauntletExtension } from './chat-completion';
import { HttpErrorBody } from './errors';
import { Model, ModelList } from './models';
import { PendingRequest, RequestRecord } from './request-record';
import { ChatCompletionRequest, FeedbackBody, FeedbackTaken, Message, RequestBody, StreamOptions } from './requests';
import { AttemptRecord, StageRecord, StageTimingRecord, VerdictRecord } from './trail-records';

/** The shapes of the HTTP API by the names that its description at `/openapi.json` has for them. */
export const HTTP_SCHEMAS = {
  ChatCompletionRequest,
  StreamOptions,
  Message,
  ChatCompletion,
  ChatCompletionChunk,
  GauntletExtension,
  RequestBody,
  PendingRequest,
  RequestRecord,
  StageRecord,
  StageTimingRecord,
  VerdictRecord,
  AttemptRecord,
  ModelList,
  Model,
  FeedbackBody,
  FeedbackTaken,
  HttpErrorBody,
};

/** Name of a shape of the HTTP API. */
export type HttpSchemaName = keyof typeof HTTP_SCHEMAS;
