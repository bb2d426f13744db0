import type { HistoryMessage } from '@gauntlet/contracts';
import type { Message } from '@gauntlet/contracts/http';
import { ApiError } from '../api.error';

/**
 * Turns of a conversation with their text parts joined; `param` names the list in refusals.
 * @throws ApiError for a question that says nothing. An answer of ours may be empty, and can be given back.
 */
export function turnsOf(messages: readonly Message[], param: string): HistoryMessage[] {
  return messages.map(({ role, content: said }, index) => {
    const content = typeof said === 'string' ? said : said.map(({ text }) => text).join('\n');
    if (role === 'assistant' || content !== '') return { role, content };
    const at = `${param}[${index}].content`;
    throw new ApiError('invalid_request', `${at} must be longer than or equal to 1 characters`, { param: at });
  });
}
