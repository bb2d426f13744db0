import { findToxicity, TOXICITY } from '@gauntlet/detection';
import { onBothSides } from './scored-texts';

/** Scores hate, insult and threat. */
export const { input: inputToxicity, output: outputToxicity } = onBothSides(
  { name: 'toxicity', version: TOXICITY.version, thresholds: TOXICITY, reason: 'toxic_text' },
  () => findToxicity,
);
