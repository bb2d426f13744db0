import { findSecrets, SECRETS } from '@gauntlet/detection';
import { answerOf, type FindingCheck, type InputSubject, type OutputSubject, textsOf } from './check';
import { foundAt } from './found-at';
import { redactedAnswer, redactedTexts } from './redacted-texts';

/** Finds keys, tokens and passwords in what the caller sent. */
export const inputSecrets: FindingCheck<InputSubject> = {
  name: 'secrets',
  version: SECRETS.version,
  async run(subject, { readings }) {
    const found = await foundAt(textsOf(subject), readings, findSecrets);
    return found.length === 0 ? null : { reason: 'secret_found', found, changed: await redactedTexts(subject, found) };
  },
};

/** Finds keys, tokens and passwords in an answer. */
export const outputSecrets: FindingCheck<OutputSubject> = {
  name: 'secrets',
  version: SECRETS.version,
  async run(subject, { readings }) {
    const found = await foundAt([answerOf(subject)], readings, findSecrets);
    return found.length === 0 ? null : { reason: 'secret_found', found, changed: await redactedAnswer(subject, found) };
  },
};
