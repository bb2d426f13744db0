import type { ChatMessage, ResponseFormat } from '@gauntlet/contracts';

/** What a simulated model is asked, as far as it has to understand it. */
export interface Conversation {
  readonly messages: readonly ChatMessage[];
  readonly responseFormat: ResponseFormat;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** True when the caller shows the model its own broken JSON and asks again. */
export function isRepairTurn({ messages, responseFormat }: Conversation): boolean {
  const shown = messages.at(-2);
  return responseFormat.type === 'json_schema' && shown?.role === 'assistant' && !isJson(shown.content);
}

/** The last thing that the user asked; in a repair turn what was asked before it. */
export function questionOf(conversation: Conversation): string {
  const messages = isRepairTurn(conversation) ? conversation.messages.slice(0, -2) : conversation.messages;
  return messages.findLast(({ role }) => role === 'user')?.content ?? '';
}
