import type { ChatMessage } from './parts/request';

/** What stands in a record where a model was given the secret mark of its request. */
const SHOWN = '[reference]';

/**
 * Messages as they may be recorded: without the mark that shows a leaked prompt, which is of use only while nobody but the
 * model and the guardrail has seen it.
 */
export function withoutMark(messages: readonly ChatMessage[], mark: string): ChatMessage[] {
  return messages.map(({ role, content }) => ({ role, content: content.replaceAll(mark, SHOWN) }));
}
