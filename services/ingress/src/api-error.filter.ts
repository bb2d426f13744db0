import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ApiError } from './api.error';
import { toApiError } from './api-error.mapper';

/** Answers every refused or failed HTTP request in OpenAI's error shape. Errors of consumers pass through unchanged. */
@Catch()
export class ApiErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger(ApiErrorFilter.name);

  catch(error: unknown, host: ArgumentsHost): void {
    if (host.getType() !== 'http') throw error;
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const answer = toApiError(error) ?? this.ourFault(error);
    if (answer.retryAfterSeconds !== null) reply.header('retry-after', String(answer.retryAfterSeconds));
    reply.status(answer.status).send(bodyOf(answer));
  }

  private ourFault(error: unknown): ApiError {
    this.logger.error('request failed', error instanceof Error ? error : new Error(String(error)));
    return new ApiError(500, 'something went wrong here; the log of this service has it', { code: 'internal_error' });
  }
}

function bodyOf({ message, type, code, param }: ApiError) {
  return { error: { message, type, code, param } };
}
