/** Details of a refusal, as OpenAI's clients expect them. */
export interface ApiErrorDetails {
  /** Stable, for programs. */
  readonly code: string;
  /** The field or header at fault, such as `messages[0].role`. */
  readonly param?: string;
  /** OpenAI's `type`, where it is not the one that follows from the status. */
  readonly type?: string;
  readonly retryAfterSeconds?: number;
}

/** Thrown to answer a caller with a status and OpenAI's error body; a retry helps when it says `retryAfterSeconds`. */
export class ApiError extends Error {
  readonly code: string;
  readonly param: string | null;
  readonly type: string;
  readonly retryAfterSeconds: number | null;
  readonly retryable: boolean;

  constructor(
    readonly status: number,
    message: string,
    { code, param, type, retryAfterSeconds }: ApiErrorDetails,
  ) {
    super(message);
    this.name = 'ApiError';
    this.code = code;
    this.param = param ?? null;
    this.type = type ?? (status < 500 ? 'invalid_request_error' : 'server_error');
    this.retryAfterSeconds = retryAfterSeconds ?? null;
    this.retryable = retryAfterSeconds !== undefined;
  }
}

/** 400 for a field or header that is not as it must be. */
export function badRequest(message: string, details: ApiErrorDetails): ApiError {
  return new ApiError(400, message, details);
}
