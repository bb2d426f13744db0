import { redact, type Redaction, redactJson } from '@gauntlet/redaction';
import { type FindingCheck, type InputSubject, mapTexts, type OutputSubject } from './check';
import { isJson } from './json';

/** Finds e-mail addresses and card numbers in what the caller sent, before a model or a provider sees them. */
export const inputPii: FindingCheck<InputSubject> = {
  name: 'pii',
  run(subject) {
    const found = new Set<string>();
    const changed = mapTexts(subject, (text) => {
      const redaction = redact(text);
      redaction.found.forEach((finding) => found.add(finding));
      return redaction.text;
    });
    return found.size > 0 ? { reason: `found_${[...found].sort().join('_and_')}`, changed } : null;
  },
};

/** Finds e-mail addresses and card numbers in an answer; a JSON answer stays JSON when they are taken out. */
export const outputPii: FindingCheck<OutputSubject> = {
  name: 'pii',
  run(subject) {
    const { text, found } = redactAnswer(subject);
    if (found.length === 0) return null;
    return { reason: `found_${[...found].sort().join('_and_')}`, changed: { ...subject, answer: text } };
  },
};

function redactAnswer({ answer, responseFormat }: OutputSubject): Redaction {
  return responseFormat.type === 'json_schema' && isJson(answer) ? redactJson(answer) : redact(answer);
}
