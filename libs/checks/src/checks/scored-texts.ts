import type { Found, Reading, Scored } from '@gauntlet/detection';
import { moved, type Readings } from '../readings';
import { requireScore } from '../zones';
import {
  answerOf,
  type CheckOptions,
  type InputSubject,
  type OutputSubject,
  type ScoredText,
  type ScoringCheck,
  type SubjectChannel,
  type SubjectText,
  textsOf,
} from './check';

type ScoreOf = (reading: Reading, channel: SubjectChannel) => Scored;

/** A check that scores what the caller sent, and the same of what the model said, as the options of a policy want it. */
export function onBothSides(
  check: Pick<ScoringCheck<unknown>, 'name' | 'version' | 'thresholds' | 'reason'>,
  scoreBy: (options: CheckOptions) => ScoreOf,
): { input: ScoringCheck<InputSubject>; output: ScoringCheck<OutputSubject> } {
  return {
    input: {
      ...check,
      score: (subject, { options, readings }) => scoredTexts(textsOf(subject), readings, scoreBy(options)),
    },
    output: {
      ...check,
      score: (subject, { options, readings }) => scoredTexts([answerOf(subject)], readings, scoreBy(options)),
    },
  };
}

/**
 * The score of each text that is not empty: of a long one, that of the piece which scores highest.
 * @throws CheckError when a detector gives no number
 */
export async function scoredTexts(
  texts: readonly SubjectText[],
  readings: Readings,
  scoreOf: ScoreOf,
): Promise<ScoredText[]> {
  const scored: ScoredText[] = [];
  for (const { where, channel, text } of texts.filter((one) => one.text !== '')) {
    let highest: { score: number; found: readonly Found[] } = { score: 0, found: [] };
    for (const { start, said } of await readings.each(text, (reading) => scoreOf(reading, channel))) {
      requireScore(said.score);
      if (said.score >= highest.score)
        highest = { score: said.score, found: said.found.map((part) => moved(part, start)) };
    }
    scored.push({ where, channel, text, ...highest });
  }
  return scored;
}
