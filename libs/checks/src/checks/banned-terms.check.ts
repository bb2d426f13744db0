import { compileTerms, findTerms, type Terms } from '@gauntlet/detection';
import {
  answerOf,
  type CheckContext,
  type FindingCheck,
  type InputSubject,
  type OutputSubject,
  type SubjectText,
  textsOf,
} from './check';
import { foundAt } from './found-at';

// The options of a policy are one object as long as the policy is known, and making terms ready takes longer than a look.
const compiled = new WeakMap<object, Terms>();

/** Finds words that a policy bans in what the caller sent, such as names of competitors. */
export const inputBannedTerms: FindingCheck<InputSubject> = {
  name: 'banned-terms',
  run: (subject, context) => bannedIn(textsOf(subject), context),
};

/** Finds words that a policy bans in what the model said. */
export const outputBannedTerms: FindingCheck<OutputSubject> = {
  name: 'banned-terms',
  run: (subject, context) => bannedIn([answerOf(subject)], context),
};

async function bannedIn(texts: readonly SubjectText[], { options, readings }: CheckContext) {
  const terms = termsOf(options);
  const found = await foundAt(texts, readings, (reading) => findTerms(reading, terms));
  return found.length > 0 ? { reason: 'banned_term', found } : null;
}

function termsOf(options: CheckContext['options']): Terms {
  const known = compiled.get(options) ?? compileTerms(options['terms'] as string[]);
  compiled.set(options, known);
  return known;
}
