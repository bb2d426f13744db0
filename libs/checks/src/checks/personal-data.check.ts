import { findPersonalData, type Found, PEOPLE_TYPES, type Reading } from '@gauntlet/detection';
import {
  answerOf,
  type CheckContext,
  type FindingCheck,
  type InputSubject,
  type OutputSubject,
  textsOf,
} from './check';
import { foundAt } from './found-at';
import { redactedAnswer, redactedTexts } from './redacted-texts';

/** Finds personal data in what the caller sent, before a model or a provider sees it. */
export const inputPersonalData: FindingCheck<InputSubject> = {
  name: 'personal-data',
  async run(subject, { options, readings }) {
    const found = await foundAt(textsOf(subject), readings, detectorOf(options));
    if (found.length === 0) return null;
    return { reason: 'personal_data_found', found, changed: redactedTexts(subject, found) };
  },
};

/** Finds personal data in an answer that the caller did not supply; a JSON answer stays JSON when they are taken out. */
export const outputPersonalData: FindingCheck<OutputSubject> = {
  name: 'personal-data',
  async run(subject, { options, readings }) {
    const inAnswer = await foundAt([answerOf(subject)], readings, detectorOf(options));
    const asked = subject.asked.map((text) => text.toLowerCase());
    const found = inAnswer.filter(({ start, end }) => {
      const value = subject.answer.slice(start, end).toLowerCase();
      return !asked.some((text) => text.includes(value));
    });
    if (found.length === 0) return null;
    return { reason: 'personal_data_found', found, changed: redactedAnswer(subject, found) };
  },
};

/** Without `types` all but persons and their addresses: a name or a place is often what the request is about. */
function detectorOf({ types }: CheckContext['options']): (reading: Reading) => Found[] {
  if (types === undefined) return (reading) => findPersonalData(reading, { people: false });
  const wanted = new Set(types as readonly string[]);
  const people = PEOPLE_TYPES.some((type) => wanted.has(type));
  return (reading) => findPersonalData(reading, { people }).filter(({ type }) => wanted.has(type));
}
