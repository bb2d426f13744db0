import { findInjection, INJECTION } from '@gauntlet/detection';
import { type InputSubject, type ScoringCheck, textsOf } from './check';
import { scoredTexts } from './scored-texts';

/**
 * Scores how much a text tries to take over the model. Variables are what others wrote: nobody may give orders there. A turn of
 * the assistant is read as one of the user, because a caller can write either.
 */
export const injection: ScoringCheck<InputSubject> = {
  name: 'injection',
  version: INJECTION.version,
  thresholds: INJECTION,
  reason: 'injection_found',
  score: (subject, { readings }) =>
    scoredTexts(textsOf(subject), readings, (reading, channel) =>
      findInjection(reading, channel === 'document' ? 'document' : 'user'),
    ),
};
