import type { ResponseReleasedV1 } from '@gauntlet/contracts';
import { inTurns } from '@gauntlet/timing';
import { redactionInSteps } from './redact';

type ReleasedContent = ResponseReleasedV1['content'];

/** As `redact`; the event loop is free between the steps, so this is for texts that a service was sent. */
export async function redactInTurns(text: string): Promise<string> {
  return (await inTurns(redactionInSteps(text))).text;
}

/**
 * The texts of a record with personal data taken out, for whoever stores it: input, history, variables, rendered
 * messages and answer. Roles, order and the names of variables stay. Never changes its argument.
 */
export async function redactReleased(content: ReleasedContent): Promise<ReleasedContent> {
  return { ...(await redactAsked(content)), answer: await redactInTurns(content.answer) };
}

/** As {@link redactReleased}, for a release: its answer is ours or was checked, and somebody is going to read it. */
export function redactAsked(content: ReleasedContent): Promise<ReleasedContent> {
  return withTexts(content, async (texts) => {
    const redacted: string[] = [];
    for (const text of texts) redacted.push(await redactInTurns(text));
    return redacted;
  });
}

/** A release with other texts for all of its texts but the answer; the same text is given once. */
export async function withTexts(
  content: ReleasedContent,
  change: (texts: readonly string[]) => Promise<readonly string[]>,
): Promise<ReleasedContent> {
  const given = [...new Set(textsOf(content))];
  const changed = await change(given);
  const byText = new Map(given.map((text, at) => [text, changed[at]]));
  const of = (text: string): string => byText.get(text) ?? text;
  const ofMessage = <M extends { readonly content: string }>(message: M) => ({
    ...message,
    content: of(message.content),
  });
  // Names of variables are those of the prompt file.
  const variables = Object.entries(content.variables).map(([name, value]) => [name, of(value)]);
  return {
    input: of(content.input),
    history: content.history.map(ofMessage),
    variables: Object.fromEntries(variables),
    messages: content.messages.map(ofMessage),
    answer: content.answer,
  };
}

function textsOf({ input, history, variables, messages }: ReleasedContent): string[] {
  const said = [...history, ...messages].map(({ content }) => content);
  return [...Object.values(variables), input, ...said];
}

/**
 * A map with its values redacted, and its names as well: what a caller names, it may name after a person. Names that
 * become the same are numbered, so that no value is lost.
 */
export async function redactMap(map: Readonly<Record<string, string>>): Promise<Record<string, string>> {
  const redacted = new Map<string, string>();
  const names = new Set(Object.keys(map));
  for (const [name, value] of Object.entries(map)) {
    const plain = await redactInTurns(name);
    redacted.set(plain === name ? name : freeName(plain, names), await redactInTurns(value));
  }
  return Object.fromEntries(redacted);
}

function freeName(name: string, names: Set<string>): string {
  let free = name;
  for (let number = 2; names.has(free); number += 1) free = `${name} ${number}`;
  names.add(free);
  return free;
}
