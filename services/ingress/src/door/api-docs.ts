import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiDefaultResponse, ApiHeader, ApiParam, ApiResponse } from '@nestjs/swagger';
import { UUID_PATTERN } from '@gauntlet/contracts';
import type { HttpSchemaName } from '@gauntlet/contracts/http';

const of = (name: HttpSchemaName) => ({ $ref: `#/components/schemas/${name}` });

/** The body of a request. */
export function Takes(shape: HttpSchemaName): MethodDecorator {
  return ApiBody({ schema: of(shape) });
}

/** A response of one shape. */
export function Answers(status: number, description: string, shape: HttpSchemaName): MethodDecorator {
  return ApiResponse({ status, description, schema: of(shape) });
}

/** An answer in one piece or, if asked for, as server-sent events with such data. */
export function AnswersInOneOrStreams(description: string, whole: HttpSchemaName, data: string): MethodDecorator {
  const content = { 'application/json': { schema: of(whole) }, ...eventsWith(data) };
  return ApiResponse({ status: 200, description, content });
}

/** An answer as server-sent events alone. */
export function AnswersStream(description: string, data: string): MethodDecorator {
  return ApiResponse({ status: 200, description, content: eventsWith(data) });
}

function eventsWith(description: string) {
  return { 'text/event-stream': { schema: { description } } };
}

/** The path names a request. */
export function TakesRequestId(): MethodDecorator {
  const pattern = `^(chatcmpl-)?${UUID_PATTERN}$`;
  return ApiParam({ name: 'id', schema: { type: 'string', pattern } });
}

/** Every error has one shape, whatever its status. */
export function AnswersErrors(): MethodDecorator {
  return applyDecorators(
    ApiDefaultResponse({ description: 'refused or failed; see code', schema: of('HttpErrorBody') }),
  );
}

/** Headers that every request for an answer understands. */
export function TakesRequestHeaders(): MethodDecorator {
  return applyDecorators(
    ApiHeader({
      name: 'Idempotency-Key',
      required: false,
      description: 'the same key and body are the same request for 24 hours; another body is refused with 409',
      schema: { type: 'string', pattern: '^[\\x21-\\x7e]{1,255}$' },
    }),
    ApiHeader({
      name: 'x-gauntlet-timeout-ms',
      required: false,
      description: 'deadline; 30 s without, and cut to a maximum',
      schema: { type: 'integer', minimum: 1, maximum: 999_999_999 },
    }),
  );
}
