import { type Static, Type } from '@sinclair/typebox';

/** What is true of every error with one code. */
export interface HttpErrorKind {
  /** HTTP status of the answer. */
  readonly status: number;
  /** When a caller gets it, for the table of the docs. */
  readonly when: string;
  /** Seconds after which the same request may succeed, unless the answer's `retry-after` says others; absent: a retry doesn't help. */
  readonly retryAfterSeconds?: number;
}

/** Every error of the HTTP API by its code. A code that is not here does not compile; `npm run http-docs` writes the docs' table. */
export const HTTP_ERRORS = {
  invalid_http: { status: 400, when: 'what came is not a valid HTTP request' },
  missing_host: { status: 400, when: 'an HTTP/1.1 request without the header `host`' },
  repeated_header: { status: 400, when: '`host`, `authorization` or `content-type` came more than once' },
  invalid_header: {
    status: 400,
    when: '`idempotency-key` or `x-gauntlet-timeout-ms` has a value that it may not have',
  },
  invalid_path: { status: 400, when: 'the path has an escape that can’t be decoded, such as `%E0%A4%A`' },
  invalid_request_id: { status: 400, when: 'the id in the path is not a lower-case UUID, with or without `chatcmpl-`' },
  invalid_json: {
    status: 400,
    when: 'the body is empty, not JSON, not UTF-8, deeper than 32 levels or has `__proto__`',
  },
  invalid_request: {
    status: 400,
    when: 'a field of the body is missing or has a value that it may not have, such as 202 messages, 33 names or 3,001 JSON values',
  },
  unknown_parameter: { status: 400, when: 'the body has a field that is none of the API’s' },
  unsupported_parameter: { status: 400, when: 'the body has a parameter of OpenAI’s that asks for what is not done' },
  invalid_variables: {
    status: 400,
    when: 'the prompt needs a variable that is missing, or can’t take the one that came',
  },
  missing_api_key: { status: 401, when: 'an API key is needed and none came' },
  invalid_api_key: { status: 401, when: 'the API key is unknown or was revoked' },
  insufficient_scope: { status: 403, when: 'the API key does not have the scope that the route needs' },
  host_not_allowed: { status: 403, when: 'a caller without an API key asks under a name that is not of this machine' },
  origin_not_allowed: { status: 403, when: 'a web page asks whose origin is not listed' },
  not_found: { status: 404, when: 'there is no such path' },
  model_not_found: { status: 404, when: 'no such prompt is deployed for the caller’s tenant' },
  request_not_found: {
    status: 404,
    when: 'no request of the caller’s tenant has this id, or its record is past its time',
  },
  method_not_allowed: { status: 405, when: 'the path does not take this method; `allow` has those that it takes' },
  request_timeout: { status: 408, when: 'the request took longer to arrive than `HTTP_REQUEST_TIMEOUT_MS`' },
  idempotency_conflict: { status: 409, when: 'the `idempotency-key` was used before with another body' },
  not_answered_yet: { status: 409, when: 'feedback for a request that has no answer yet', retryAfterSeconds: 1 },
  request_too_large: { status: 413, when: 'the body is over 320 KiB' },
  path_too_long: { status: 414, when: 'a part of the path is longer than any name or id' },
  unsupported_media_type: { status: 415, when: 'the body is not plain JSON in UTF-8, or it is packed' },
  expectation_failed: { status: 417, when: 'the header `expect` asks for something else than `100-continue`' },
  rate_limit_exceeded: {
    status: 429,
    when: 'the tenant has used up its requests or tokens of a minute',
    retryAfterSeconds: 1,
  },
  tenant_overloaded: { status: 429, when: 'the tenant has its share of all places at once', retryAfterSeconds: 1 },
  headers_too_large: { status: 431, when: 'the headers are over 16 KiB' },
  client_closed_request: {
    status: 499,
    when: 'the caller closed its connection; nobody but the trace sees this answer',
  },
  internal_error: { status: 500, when: 'something failed that should not; the log of ingress has it' },
  overloaded: { status: 503, when: 'all places are taken, or the answer would come too late', retryAfterSeconds: 1 },
  starting: { status: 503, when: 'this instance is starting', retryAfterSeconds: 1 },
  stopping: {
    status: 503,
    when: 'this instance is stopping; a request that it had accepted goes on',
    retryAfterSeconds: 1,
  },
  broker_unavailable: { status: 503, when: 'Kafka can’t be reached', retryAfterSeconds: 2 },
  database_unavailable: { status: 503, when: 'PostgreSQL can’t be reached', retryAfterSeconds: 2 },
  registry_stale: { status: 503, when: 'this instance has not read the pins for too long', retryAfterSeconds: 2 },
  keys_stale: { status: 503, when: 'this instance has not read the API keys for too long', retryAfterSeconds: 2 },
} as const satisfies Readonly<Record<string, HttpErrorKind>>;

/** What a program may tell errors apart by. */
export type HttpErrorCode = keyof typeof HTTP_ERRORS;

const CODES = Object.keys(HTTP_ERRORS) as HttpErrorCode[];

/** Body of every refusal and failure, as OpenAI's clients read it. */
export const HttpErrorBody = Type.Object(
  {
    error: Type.Object(
      {
        message: Type.String({ description: 'for people: what is wrong and what would be right' }),
        type: Type.String({ description: 'a coarser name, as OpenAI has them', examples: ['invalid_request_error'] }),
        code: Type.Union(
          CODES.map((code) => Type.Literal(code)),
          { description: 'for programs: stable', examples: ['model_not_found'] },
        ),
        param: Type.Union([Type.String(), Type.Null()], {
          description: 'the field or header at fault; null when it is none alone',
          examples: ['messages[0].role'],
        }),
      },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false, description: 'why there is no answer' },
);
export type HttpErrorBody = Static<typeof HttpErrorBody>;
