import type { ResponseReleasedV1 } from '@gauntlet/contracts';
import { redact } from './redact';

type ReleasedContent = ResponseReleasedV1['content'];

/**
 * The texts of a record with personal data taken out, for whoever stores it: input, history, variables, rendered
 * messages and answer. Roles, order and the names of variables stay. Never changes its argument.
 */
export function redactReleased(content: ReleasedContent): ReleasedContent {
  const variables = Object.entries(content.variables).map(([name, value]) => [name, redact(value).text]);
  return {
    input: redact(content.input).text,
    history: content.history.map(redactMessage),
    variables: Object.fromEntries(variables),
    messages: content.messages.map(redactMessage),
    answer: redact(content.answer).text,
  };
}

function redactMessage<M extends { readonly content: string }>(message: M): M {
  return { ...message, content: redact(message.content).text };
}
