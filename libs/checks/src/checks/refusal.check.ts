import { type FindingCheck, type OutputSubject } from './check';

// A model that refuses says so at once; later in the text the same words are about something else.
const OPENING_CHARACTERS = 240;
const CANNOT =
  "(?:can(?:'|’)?t|cannot|can not|won(?:'|’)?t|will not|am unable to|(?:'|’)m unable to|am not able to|(?:'|’)m not able to)";
const REFUSALS = [
  new RegExp(
    `\\bi ?${CANNOT} (?:help|assist|comply|do that|provide|answer (?:that|this)|fulfil+|discuss|support that)`,
  ),
  /\bi (?:must|have to) (?:decline|refuse)\b/,
  /\b(?:against|violates?) (?:my|our) (?:guidelines|policy|policies|programming)\b/,
];

/** Finds answers in which the model declines to answer; saying that the information is missing is no refusal. */
export const refusal: FindingCheck<OutputSubject> = {
  name: 'refusal',
  run({ answer }) {
    const opening = answer.slice(0, OPENING_CHARACTERS).toLowerCase();
    return REFUSALS.some((pattern) => pattern.test(opening)) ? { reason: 'model_refused' } : null;
  },
};
