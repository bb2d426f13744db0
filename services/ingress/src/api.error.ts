import { HTTP_ERRORS, type HttpErrorBody, type HttpErrorCode, type HttpErrorKind } from '@gauntlet/contracts/http';

/** What a refusal may say beside its code and message. */
export interface ApiErrorDetails {
  /** The field or header at fault, such as `messages[0].role`. */
  readonly param?: string;
  /** OpenAI's `type`, where it is not the one that follows from the status. */
  readonly type?: string;
  /** Where it is known better than the list of errors knows it. */
  readonly retryAfterSeconds?: number;
}

/** Thrown to answer a caller with OpenAI's error body; status, and whether a retry helps, come with the code. */
export class ApiError extends Error {
  readonly status: number;
  readonly param: string | null;
  readonly type: string;
  readonly retryAfterSeconds: number | null;
  readonly retryable: boolean;

  constructor(
    readonly code: HttpErrorCode,
    message: string,
    { param, type, retryAfterSeconds }: ApiErrorDetails = {},
  ) {
    super(message);
    const kind: HttpErrorKind = HTTP_ERRORS[code];
    this.name = 'ApiError';
    this.status = kind.status;
    this.param = param ?? null;
    this.type = type ?? (kind.status < 500 ? 'invalid_request_error' : 'server_error');
    this.retryAfterSeconds = retryAfterSeconds ?? kind.retryAfterSeconds ?? null;
    this.retryable = kind.retryAfterSeconds !== undefined;
  }

  /** The answer's body. */
  get body(): HttpErrorBody {
    const { message, type, code, param } = this;
    return { error: { message, type, code, param } };
  }
}
