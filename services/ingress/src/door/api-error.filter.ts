import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiError } from '../api.error';
import { type Door, toApiError } from './api-error.mapper';

/** Answers every refused or failed HTTP request in OpenAI's error shape. Errors of consumers pass through unchanged. */
@Catch()
export class ApiErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger(ApiErrorFilter.name);

  catch(error: unknown, host: ArgumentsHost): void {
    if (host.getType() !== 'http') throw error;
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const answer = toApiError(error, doorOf(request)) ?? this.ourFault(error, reply);
    if (answer.retryAfterSeconds !== null) reply.header('retry-after', String(answer.retryAfterSeconds));
    if (answer.status === 401) reply.header('www-authenticate', 'Bearer');
    reply.status(answer.status).send(answer.body);
  }

  private ourFault(error: unknown, reply: FastifyReply): ApiError {
    const cause = error instanceof Error ? error : new Error(String(error));
    this.logger.error({ msg: 'request failed', requestId: reply.getHeader('x-request-id') }, cause);
    return new ApiError('internal_error', 'something went wrong here; the log of this service has it');
  }
}

function doorOf({ routeOptions }: FastifyRequest): Door {
  return routeOptions.url?.startsWith('/v1/requests') ? 'requests' : 'chat';
}
