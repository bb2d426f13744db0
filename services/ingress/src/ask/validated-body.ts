import type { Type } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import { ApiError } from '../errors/api.error';

type Json = Readonly<Record<string, unknown>>;

/** More than the longest request has, each of its 201 messages in a few parts. */
const MAX_VALUES = 3_000;

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
 * An instance of a DTO from a plain object.
 * @throws ApiError naming the first field that is wrong or unknown and what would be right, never its value.
 */
export function validated<T extends object>(dto: Type<T>, body: Json): T {
  const instance = plainToInstance(dto, body);
  const [error] = validateSync(instance, { whitelist: true, forbidNonWhitelisted: true });
  if (error) throw refusal(error);
  return instance;
}

function refusal(error: ValidationError): ApiError {
  const { param, constraint, rule } = firstProblem(error, '');
  if (rule === 'whitelistValidation') {
    return new ApiError('unknown_parameter', `${param} is not a known parameter; leave it out`, { param });
  }
  return new ApiError('invalid_request', `${param} ${constraint}`, { param });
}

function firstProblem(error: ValidationError, parent: string): { param: string; rule: string; constraint: string } {
  const { property, children, constraints } = error;
  const param = /^\d+$/.test(property) ? `${parent}[${property}]` : [parent, property].filter(Boolean).join('.');
  const [child] = children ?? [];
  if (child) return firstProblem(child, param);
  // Decorators are applied from the last to the first, so the rule that the DTO names first comes last: a type, not a length.
  const [rule, message] = Object.entries(constraints ?? {}).at(-1) ?? ['unknown', 'is not valid'];
  return { param, rule, constraint: message.replace(`${property} `, '') };
}
