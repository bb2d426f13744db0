import type { ResponseReleasedV1 } from '@gauntlet/contracts';
import { redact } from './redact';

type ReleasedContent = ResponseReleasedV1['content'];

/**
 * The texts of a record with personal data taken out, for whoever stores it: input, history, variables, rendered
 * messages and answer. Roles, order and the names of variables stay. Never changes its argument.
 */
export function redactReleased(content: ReleasedContent): ReleasedContent {
  return { ...redactAsked(content), answer: redact(content.answer).text };
}

/** As {@link redactReleased}, for a release: its answer is ours or was checked, and somebody is going to read it. */
export function redactAsked(content: ReleasedContent): ReleasedContent {
  return {
    input: redact(content.input).text,
    history: content.history.map(redactMessage),
    variables: redactValues(content.variables),
    messages: content.messages.map(redactMessage),
    answer: content.answer,
  };
}

/**
 * A map with its values redacted, and its names as well: what a caller names, it may name after a person. Names that
 * become the same are numbered, so that no value is lost.
 */
export function redactMap(map: Readonly<Record<string, string>>): Record<string, string> {
  const redacted = new Map<string, string>();
  const names = new Set(Object.keys(map));
  for (const [name, value] of Object.entries(map)) {
    const plain = redact(name).text;
    redacted.set(plain === name ? name : freeName(plain, names), redact(value).text);
  }
  return Object.fromEntries(redacted);
}

function freeName(name: string, names: Set<string>): string {
  let free = name;
  for (let number = 2; names.has(free); number += 1) free = `${name} ${number}`;
  names.add(free);
  return free;
}

// Names of variables are those of the prompt file.
function redactValues(variables: ReleasedContent['variables']): ReleasedContent['variables'] {
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, redact(value).text]));
}

function redactMessage<M extends { readonly content: string }>(message: M): M {
  return { ...message, content: redact(message.content).text };
}
