import type { Static, TSchema } from '@sinclair/typebox';
import { TypeCompiler, type ValueError, ValueErrorType } from '@sinclair/typebox/compiler';
import { ApiError } from '../api.error';

type Json = Readonly<Record<string, unknown>>;

/** More than the longest request has, each of its 201 messages in a few parts. */
const MAX_VALUES = 3_000;

const PROBLEMS: Readonly<Partial<Record<ValueErrorType, (schema: TSchema) => string>>> = {
  [ValueErrorType.Array]: () => 'must be an array',
  [ValueErrorType.ArrayMinItems]: ({ minItems }) => `must contain at least ${minItems} elements`,
  [ValueErrorType.ArrayMaxItems]: ({ maxItems }) => `must contain no more than ${maxItems} elements`,
  [ValueErrorType.Boolean]: () => 'must be a boolean value',
  [ValueErrorType.Object]: () => 'must be an object',
  [ValueErrorType.String]: () => 'must be a string',
  [ValueErrorType.StringMinLength]: ({ minLength }) => `must be longer than or equal to ${minLength} characters`,
  [ValueErrorType.StringMaxLength]: ({ maxLength }) => `must be shorter than or equal to ${maxLength} characters`,
};

/**
 * The body as a plain object.
 * @throws ApiError for anything else that JSON can be, for one of more than 3,000 values, and for a name at any depth that
 * every object has anyway, such as `constructor`: libraries would take it for the object's own.
 */
export function bodyObject(body: unknown): Json {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new ApiError('invalid_request', 'the body must be a JSON object');
  }
  refuseUnfit(body);
  return body as Json;
}

// Before anything looks closer: the libraries that do so take milliseconds for every hundred values.
function refuseUnfit(body: object): void {
  const open: object[] = [body];
  let count = 0;
  for (let next = open.pop(); next; next = open.pop()) {
    const values: unknown[] = Object.values(next);
    count += values.length;
    if (count > MAX_VALUES) {
      throw new ApiError('invalid_request', `the body has more than ${MAX_VALUES} values`);
    }
    const reserved = Object.keys(next).find((name) => name in Object.prototype);
    if (reserved)
      throw new ApiError('invalid_request', `the name ${reserved} is reserved; choose another`, { param: reserved });
    open.push(...values.filter((value) => typeof value === 'object' && value !== null));
  }
}

/**
 * Checks bodies by a schema of the contracts, compiled once. The function that it gives back gives the body back, or
 * throws an ApiError naming the first field that is wrong or unknown and what would be right, never its value.
 */
export function bodyChecker<T extends TSchema>(schema: T): (body: Json) => Static<T> {
  const check = TypeCompiler.Compile(schema);
  return (body) => {
    if (check.Check(body)) return body;
    throw refusal(firstProblem(check.Errors(body)));
  };
}

// What is missing is told a second time as a value of the wrong type, in the order of the schema and in plainer words.
function firstProblem(errors: Iterable<ValueError>): ValueError | undefined {
  for (const error of errors) {
    if (error.type === ValueErrorType.ObjectRequiredProperty) continue;
    const [variant] = error.type === ValueErrorType.Union && !problemOf(error) ? error.errors : [];
    return (variant && firstProblem(variant)) ?? error;
  }
  return undefined;
}

function refusal(error: ValueError | undefined): ApiError {
  if (!error) return new ApiError('invalid_request', 'the body is not as it must be');
  const param = paramOf(error.path);
  if (error.type === ValueErrorType.ObjectAdditionalProperties) {
    return new ApiError('unknown_parameter', `${param} is not a known parameter; leave it out`, { param });
  }
  const problem = problemOf(error) ?? PROBLEMS[error.type]?.(error.schema) ?? error.message;
  return new ApiError('invalid_request', `${param} ${problem}`, { param });
}

// The schema itself may say it, or the only one of its variants that is not null.
function problemOf({ schema }: ValueError): string | undefined {
  const [variant] = (schema['anyOf'] ?? []) as TSchema[];
  return (schema['x-problem'] ?? variant?.['x-problem']) as string | undefined;
}

// From a JSON pointer to what a caller would write: /messages/0/role is messages[0].role.
function paramOf(path: string): string {
  const parts = path
    .slice(1)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  return parts.reduce((param, part) => (/^\d+$/.test(part) ? `${param}[${part}]` : `${param}.${part}`));
}
