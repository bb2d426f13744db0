import { HttpException } from '@nestjs/common';
import { PromptVariablesError } from '@gauntlet/artefacts';
import { InvalidEventError } from '@gauntlet/contracts';
import type { HttpErrorCode } from '@gauntlet/contracts/http';
import { UnknownPromptError } from '@gauntlet/registry';
import { DependencyUnavailableError } from '@gauntlet/runtime';
import { ApiError } from '../api.error';
import { BODY_LIMIT_BYTES } from './body-limit';

// What Fastify and Nest refuse before a controller sees it. They say what is wrong, and not what would be right. Clients of
// other APIs, such as OpenAI's responses, end at the 404.
const BY_STATUS: Readonly<Record<number, readonly [HttpErrorCode, string]>> = {
  404: [
    'not_found',
    'no such path; requests go to POST /v1/chat/completions or POST /v1/requests, and GET /openapi.json has all paths',
  ],
  413: ['request_too_large', `the body is over ${BODY_LIMIT_BYTES / 1_024} KiB; send less`],
  415: ['unsupported_media_type', 'the body must be plain JSON; send content-type: application/json'],
};

// The same thing has another name in OpenAI's body than in ours.
const FIELDS = {
  chat: { prompt: 'model', variables: 'metadata' },
  requests: { prompt: 'prompt', variables: 'variables' },
} as const;

/** Which body a caller sent. */
export type Door = keyof typeof FIELDS;

/** What a caller is told about an error; null for one that is our own fault. */
export function toApiError(error: unknown, door: Door): ApiError | null {
  if (error instanceof ApiError) return error;
  if (error instanceof UnknownPromptError) {
    return new ApiError('model_not_found', error.message, { param: FIELDS[door].prompt });
  }
  if (error instanceof PromptVariablesError) {
    const { variables } = FIELDS[door];
    const message = error.message.replaceAll('/variables/', `${variables}.`);
    return new ApiError('invalid_variables', message, { param: variables });
  }
  if (error instanceof InvalidEventError) return new ApiError('invalid_request', error.message);
  if (error instanceof DependencyUnavailableError) return new ApiError(error.code, error.message);
  return error instanceof HttpException ? ofStatus(error.getStatus(), error.message) : null;
}

function ofStatus(status: number, message: string): ApiError | null {
  if (status < 400 || status >= 500) return null;
  return new ApiError(...(BY_STATUS[status] ?? (['invalid_request', message] as const)));
}
