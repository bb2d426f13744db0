import { findOtherLanguage, LANGUAGE } from '@gauntlet/detection';
import {
  answerOf,
  type CheckContext,
  type InputSubject,
  type OutputSubject,
  type ScoringCheck,
  type SubjectText,
  textsOf,
} from './check';
import { scoredTexts } from './scored-texts';

const check = { name: 'language', version: LANGUAGE.version, thresholds: LANGUAGE, reason: 'other_language' };

/** Scores how likely what the caller sent is in a language that the policy does not allow. */
export const inputLanguage: ScoringCheck<InputSubject> = {
  ...check,
  score: (subject, context) => languagesOf(textsOf(subject), context),
};

/** Scores how likely what the model said is in a language that the policy does not allow. */
export const outputLanguage: ScoringCheck<OutputSubject> = {
  ...check,
  score: (subject, context) => languagesOf([answerOf(subject)], context),
};

function languagesOf(texts: readonly SubjectText[], { options, readings }: CheckContext) {
  const allowed = options['allowed'] as readonly string[];
  return scoredTexts(texts, readings, (reading) => findOtherLanguage(reading, allowed));
}
