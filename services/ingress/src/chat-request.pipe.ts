import { Injectable, type PipeTransform } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import { badRequest } from './api.error';
import { ChatRequestDto } from './chat-request.dto';
import type { ChatRequest } from './chat-request';
import { withoutUnsupported } from './unsupported';

/** Turns a body into a chat request, or refuses it naming the first field that is wrong and what would be right. */
@Injectable()
export class ChatRequestPipe implements PipeTransform<unknown, ChatRequest> {
  transform(body: unknown): ChatRequest {
    if (typeof body !== 'object' || body === null || Array.isArray(body)) {
      throw badRequest('the body must be a JSON object', { code: 'invalid_request' });
    }
    const dto = plainToInstance(ChatRequestDto, withoutUnsupported(body as Record<string, unknown>));
    const [error] = validateSync(dto, { whitelist: true, forbidNonWhitelisted: true, stopAtFirstError: true });
    if (error) throw refusal(error);
    return chatRequest(dto);
  }
}

function refusal(error: ValidationError) {
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

function chatRequest({ model, messages, metadata, conversation }: ChatRequestDto): ChatRequest {
  const last = messages.at(-1);
  if (last?.role !== 'user') {
    const param = `messages[${messages.length - 1}].role`;
    throw badRequest(`${param} must be user: the last message is the input`, { code: 'invalid_request', param });
  }
  const history = messages.slice(0, -1).map(({ role, content }) => ({ role, content }));
  return { prompt: model, input: last.content, history, conversation, parameters: { metadata: { ...metadata } } };
}
