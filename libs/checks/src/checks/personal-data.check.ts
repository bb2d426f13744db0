import { findPersonalData, type Found } from '@gauntlet/detection';
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
    const found = (await foundAt(textsOf(subject), readings, findPersonalData)).filter(isOf(options));
    if (found.length === 0) return null;
    return { reason: 'personal_data_found', found, changed: redactedTexts(subject, found) };
  },
};

/** Finds personal data in an answer that the caller did not supply; a JSON answer stays JSON when they are taken out. */
export const outputPersonalData: FindingCheck<OutputSubject> = {
  name: 'personal-data',
  async run(subject, { options, readings }) {
    const inAnswer = await foundAt([answerOf(subject)], readings, findPersonalData);
    const found = inAnswer.filter(isOf(options)).filter((part) => !isSupplied(subject, part));
    if (found.length === 0) return null;
    return { reason: 'personal_data_found', found, changed: redactedAnswer(subject, found) };
  },
};

/** What a policy must ask for by name: a name or a place is often what the request is about. */
const ONLY_ASKED_FOR = ['PERSON', 'STREET_ADDRESS', 'DATE_OF_BIRTH', 'DATE_TIME'];

function isOf({ types }: CheckContext['options']): (found: Found) => boolean {
  if (types === undefined) return ({ type }) => !ONLY_ASKED_FOR.includes(type);
  return ({ type }) => (types as readonly string[]).includes(type);
}

function isSupplied({ answer, asked }: OutputSubject, { start, end }: Found): boolean {
  const value = answer.slice(start, end).toLowerCase();
  return asked.some((text) => text.toLowerCase().includes(value));
}
