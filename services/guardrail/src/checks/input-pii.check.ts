import { redact } from '@gauntlet/redaction';
import { type Check, type InputSubject } from './check';
import { mapTexts } from './subject-texts';

/** Finds e-mail addresses and card numbers in what the caller sent, before a model or a provider sees them. */
export const inputPii: Check<InputSubject> = {
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
