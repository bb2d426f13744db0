import { findToxicity, TOXICITY } from '@gauntlet/detection';
import { answerOf, type InputSubject, type OutputSubject, type ScoringCheck, textsOf } from './check';
import { scoredTexts } from './scored-texts';

const check = { name: 'toxicity', version: TOXICITY.version, thresholds: TOXICITY, reason: 'toxic_text' };

/** Scores hate, insult and threat in what the caller sent. */
export const inputToxicity: ScoringCheck<InputSubject> = {
  ...check,
  score: (subject, { readings }) => scoredTexts(textsOf(subject), readings, findToxicity),
};

/** Scores hate, insult and threat in what the model said. */
export const outputToxicity: ScoringCheck<OutputSubject> = {
  ...check,
  score: (subject, { readings }) => scoredTexts([answerOf(subject)], readings, findToxicity),
};
