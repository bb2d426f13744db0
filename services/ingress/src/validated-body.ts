import type { Type } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import { badRequest, type ApiError } from './api.error';

type Json = Readonly<Record<string, unknown>>;

/**
 * The body as a plain object.
 * @throws ApiError for anything else that JSON can be.
 */
export function bodyObject(body: unknown): Json {
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as Json;
  throw badRequest('the body must be a JSON object', { code: 'invalid_request' });
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
