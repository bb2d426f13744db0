import type { Type } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import { badRequest, type ApiError } from '../errors/api.error';

type Json = Readonly<Record<string, unknown>>;

/** More than the longest request has, each of its 201 messages in a few parts. */
const MAX_VALUES = 3_000;

/**
 * The body as a plain object.
 * @throws ApiError for anything else that JSON can be, and for one of more than 3,000 values.
 */
export function bodyObject(body: unknown): Json {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw badRequest('the body must be a JSON object', { code: 'invalid_request' });
  }
  if (!hasMoreValues(body, MAX_VALUES)) return body as Json;
  throw badRequest(`the body has more than ${MAX_VALUES} values`, { code: 'invalid_request' });
}

// Counted before anything looks closer: the libraries that do so take milliseconds for every hundred values.
function hasMoreValues(body: object, limit: number): boolean {
  const open: object[] = [body];
  let count = 0;
  for (let next = open.pop(); next && count <= limit; next = open.pop()) {
    const values: unknown[] = Object.values(next);
    count += values.length;
    if (count <= limit) open.push(...values.filter((value) => typeof value === 'object' && value !== null));
  }
  return count > limit;
}

/**
 * An instance of a DTO from a plain object.
 * @throws ApiError naming the first field that is wrong or unknown and what would be right, never its value.
 */
export function validated<T extends object>(dto: Type<T>, body: Json): T {
  const instance = plainToInstance(dto, body);
  const [error] = validateSync(instance, { whitelist: true, forbidNonWhitelisted: true, stopAtFirstError: true });
  if (error) throw refusal(error);
  return instance;
}

function refusal(error: ValidationError): ApiError {
  const { param, constraint, rule } = firstProblem(error, '');
  if (rule === 'whitelistValidation') {
    return badRequest(`${param} is not a known parameter; leave it out`, { code: 'unknown_parameter', param });
  }
  return badRequest(`${param} ${constraint}`, { code: 'invalid_request', param });
}

function firstProblem(error: ValidationError, parent: string): { param: string; rule: string; constraint: string } {
  const { property, children, constraints } = error;
  const param = /^\d+$/.test(property) ? `${parent}[${property}]` : [parent, property].filter(Boolean).join('.');
  const [child] = children ?? [];
  if (child) return firstProblem(child, param);
  const [rule, message] = Object.entries(constraints ?? {})[0] ?? ['unknown', 'is not valid'];
  return { param, rule, constraint: message.replace(`${property} `, '') };
}
