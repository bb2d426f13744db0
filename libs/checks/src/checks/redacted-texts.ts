import { PLACEHOLDER, redactInSteps } from '@gauntlet/detection';
import { inTurns } from '@gauntlet/timing';
import { type FoundAt, type InputSubject, mapTexts, type OutputSubject, textsOf } from './check';
import { isJson } from './json';
import { followsSchema } from './json-schema.check';

/** The subject with a numbered placeholder for each value that was found; a value has the same one in all texts. */
export async function redactedTexts(subject: InputSubject, found: readonly FoundAt[]): Promise<InputSubject> {
  const texts = textsOf(subject);
  const parts = byPlaceOf(found);
  const redacting = redactInSteps(
    texts.map(({ text }) => text),
    texts.map(({ where }) => parts.get(where) ?? []),
    subject.values,
  );
  const redacted = await inTurns(redacting);
  const byPlace = new Map(texts.map(({ where }, index) => [where, redacted.texts[index]]));
  return { ...mapTexts(subject, (text, where) => byPlace.get(where) ?? text), values: redacted.values };
}

function byPlaceOf(found: readonly FoundAt[]): Map<string, FoundAt[]> {
  const parts = new Map<string, FoundAt[]>();
  for (const part of found) {
    const known = parts.get(part.where);
    if (known) known.push(part);
    else parts.set(part.where, [part]);
  }
  return parts;
}

// Strings, and placeholders outside of them, which stand where a number was.
const STRING_OR_PLACEHOLDER = new RegExp(`"[^"\\\\]*(?:\\\\.[^"\\\\]*)*"|${PLACEHOLDER.source}`, 'g');

/**
 * The answer with placeholders. `{"card":4111…}` becomes `{"card":"[CARD_1]"}`; undefined when JSON would not stay JSON, or
 * would no longer follow the schema that it follows, such as one that asks for a number there. The placeholders of the request stay, and no new one is like them, or a caller would read own values in the place of others.
 */
export async function redactedAnswer(
  subject: OutputSubject,
  found: readonly FoundAt[],
): Promise<OutputSubject | undefined> {
  const { answer, responseFormat } = subject;
  const standing = [...subject.asked, answer].flatMap((text) => text.match(PLACEHOLDER) ?? []);
  const before = Object.fromEntries(standing.map((placeholder) => [placeholder, placeholder]));
  const {
    texts: [text = ''],
  } = await inTurns(redactInSteps([answer], [found], before));
  if (responseFormat.type !== 'json_schema' || !isJson(answer)) return { ...subject, answer: text };
  const quoted = text.replace(STRING_OR_PLACEHOLDER, (token) => (token.startsWith('"') ? token : `"${token}"`));
  const { schema } = responseFormat;
  const isKept = followsSchema(answer, schema) ? followsSchema(quoted, schema) : isJson(quoted);
  return isKept ? { ...subject, answer: quoted } : undefined;
}
