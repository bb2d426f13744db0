import { findOtherLanguage, LANGUAGE } from '@gauntlet/detection';
import { onBothSides } from './scored-texts';

/** Scores how likely a text is in a language that the policy does not allow. */
export const { input: inputLanguage, output: outputLanguage } = onBothSides(
  { name: 'language', version: LANGUAGE.version, thresholds: LANGUAGE, reason: 'other_language' },
  (options) => {
    const allowed = options['allowed'] as readonly string[];
    return (reading) => findOtherLanguage(reading, allowed);
  },
);
