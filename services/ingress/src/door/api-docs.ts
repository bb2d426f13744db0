import { applyDecorators } from '@nestjs/common';
import { ApiDefaultResponse, ApiHeader, ApiParam, ApiProperty, ApiResponse } from '@nestjs/swagger';

/** What went wrong, as OpenAI's clients read it. */
class ApiErrorDto {
  @ApiProperty()
  message: string;

  @ApiProperty({ example: 'invalid_request_error' })
  type: string;

  @ApiProperty({ description: 'stable, for programs', example: 'model_not_found' })
  code: string;

  @ApiProperty({ description: 'the field or header at fault', type: 'string', nullable: true })
  param: string | null;
}

/** Body of every refusal and failure. */
class ApiErrorBodyDto {
  @ApiProperty({ type: ApiErrorDto })
  error: ApiErrorDto;
}

const UUID = { type: 'string', format: 'uuid' } as const;

/** A response with an object that has at least these fields. */
export function Answers(status: number, description: string, fields: readonly string[]): MethodDecorator {
  return ApiResponse({ status, description, schema: { type: 'object', required: [...fields] } });
}

/** The same as an answer in one piece and as server-sent events; without fields, as events only. */
export function AnswersStream(description: string, fields?: readonly string[]): MethodDecorator {
  const json = fields && { 'application/json': { schema: { type: 'object', required: [...fields] } } };
  return ApiResponse({ status: 200, description, content: { ...json, 'text/event-stream': { schema: {} } } });
}

/** The path names a request. */
export function TakesRequestId(): MethodDecorator {
  const pattern = '^(chatcmpl-)?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$';
  return ApiParam({ name: 'id', schema: { type: 'string', pattern } });
}

/** Every error has one shape, whatever its status. */
export function AnswersErrors(): MethodDecorator {
  return applyDecorators(ApiDefaultResponse({ description: 'refused or failed; see code', type: ApiErrorBodyDto }));
}

/** A request that is accepted but has no answer yet. */
export function AnswersPending(): MethodDecorator {
  const properties = { id: UUID, status: { type: 'string', const: 'pending' } } as const;
  const schema = { type: 'object', required: ['id', 'status'], properties } as const;
  return ApiResponse({ status: 202, description: 'on its way', schema: { ...schema, required: [...schema.required] } });
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
