import { jsonRedactionInSteps, type Redaction, redactionInSteps } from '@gauntlet/redaction';
import { inTurns } from '@gauntlet/timing';
import { type FindingCheck, type InputSubject, mapTexts, type OutputSubject, textsOf } from './check';
import { isJson } from './json';

/** Finds e-mail addresses and card numbers in what the caller sent, before a model or a provider sees them. */
export const inputPii: FindingCheck<InputSubject> = {
  name: 'pii',
  async run(subject) {
    const found = new Set<string>();
    const byPlace = new Map<string, string>();
    for (const { where, text } of textsOf(subject)) {
      const redaction = await inTurns(redactionInSteps(text));
      redaction.found.forEach((finding) => found.add(finding));
      byPlace.set(where, redaction.text);
    }
    if (found.size === 0) return null;
    return { reason: reasonOf([...found]), changed: mapTexts(subject, (text, where) => byPlace.get(where) ?? text) };
  },
};

/** Finds e-mail addresses and card numbers in an answer; a JSON answer stays JSON when they are taken out. */
export const outputPii: FindingCheck<OutputSubject> = {
  name: 'pii',
  async run(subject) {
    const { text, found } = await redactedAnswer(subject);
    return found.length === 0 ? null : { reason: reasonOf(found), changed: { ...subject, answer: text } };
  },
};

function redactedAnswer({ answer, responseFormat }: OutputSubject): Promise<Redaction> {
  const isDocument = responseFormat.type === 'json_schema' && isJson(answer);
  return inTurns(isDocument ? jsonRedactionInSteps(answer) : redactionInSteps(answer));
}

function reasonOf(found: readonly string[]): string {
  return `found_${[...found].sort().join('_and_')}`;
}
