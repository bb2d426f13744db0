import 'reflect-metadata';
import { applyDecorators } from '@nestjs/common';
import { UUID_PATTERN } from '@gauntlet/contracts';
import type { HttpSchemaName } from '@gauntlet/contracts/http';

/** An operation as OpenAPI describes it: what one path and method take and answer. */
export interface Operation {
  readonly parameters: readonly object[];
  readonly requestBody?: object;
  readonly responses: Readonly<Record<string, object>>;
}

const OPERATION = Symbol('what the documentation says of a handler');

/** What a handler's decorators say; undefined for one that callers need not know. */
export function operationOf(handler: object): Operation | undefined {
  return Reflect.getMetadata(OPERATION, handler) as Operation | undefined;
}

function says({ parameters = [], requestBody, responses }: Partial<Operation>): MethodDecorator {
  return (_controller, _name, descriptor) => {
    const handler = descriptor.value as object;
    const said = operationOf(handler);
    const operation = {
      parameters: [...(said?.parameters ?? []), ...parameters],
      requestBody: requestBody ?? said?.requestBody,
      responses: { ...said?.responses, ...responses },
    };
    Reflect.defineMetadata(OPERATION, operation, handler);
  };
}

const of = (name: HttpSchemaName) => ({ schema: { $ref: `#/components/schemas/${name}` } });
const json = (name: HttpSchemaName) => ({ 'application/json': of(name) });

/** The body of a request. */
export function Takes(shape: HttpSchemaName): MethodDecorator {
  return says({ requestBody: { required: true, content: json(shape) } });
}

/** A response of one shape. */
export function Answers(status: number, description: string, shape: HttpSchemaName): MethodDecorator {
  return says({ responses: { [status]: { description, content: json(shape) } } });
}

/** An answer in one piece or, if asked for, as server-sent events with such data. */
export function AnswersInOneOrStreams(description: string, whole: HttpSchemaName, data: string): MethodDecorator {
  return says({ responses: { 200: { description, content: { ...json(whole), ...eventsWith(data) } } } });
}

/** An answer as server-sent events alone. */
export function AnswersStream(description: string, data: string): MethodDecorator {
  return says({ responses: { 200: { description, content: eventsWith(data) } } });
}

function eventsWith(description: string) {
  return { 'text/event-stream': { schema: { description } } };
}

/** A part of the path. */
export function TakesInPath(name: string, pattern?: string): MethodDecorator {
  return says({ parameters: [{ name, in: 'path', required: true, schema: { type: 'string', pattern } }] });
}

/** The path names a request. */
export function TakesRequestId(): MethodDecorator {
  return TakesInPath('id', `^(chatcmpl-)?${UUID_PATTERN}$`);
}

/** Every error has one shape, whatever its status. */
export function AnswersErrors(): MethodDecorator {
  return says({
    responses: { default: { description: 'refused or failed; see code', content: json('HttpErrorBody') } },
  });
}

/** A header that may be left out. */
export function TakesHeader(name: string, description: string, schema: object): MethodDecorator {
  return says({ parameters: [{ name, in: 'header', description, required: false, schema }] });
}

/** Headers that every request for an answer understands. */
export function TakesRequestHeaders(): MethodDecorator {
  return applyDecorators(
    TakesHeader(
      'Idempotency-Key',
      'the same key and body are the same request for 24 hours; another body is refused with 409',
      { type: 'string', pattern: '^[\\x21-\\x7e]{1,255}$' },
    ),
    TakesHeader('x-gauntlet-timeout-ms', 'deadline; 30 s without, and cut to a maximum', {
      type: 'integer',
      minimum: 1,
      maximum: 999_999_999,
    }),
  );
}
