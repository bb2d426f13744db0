import type { Channel, Found, Reading, Scored } from '@gauntlet/detection';
import { CheckError } from '../check-error';
import { moved, type Readings } from '../readings';
import type { ScoredText, SubjectText } from './check';

/**
 * The score of each text that is not empty: of a long one, that of the piece which scores highest.
 * @throws CheckError when a detector gives no number
 */
export async function scoredTexts(
  texts: readonly SubjectText[],
  readings: Readings,
  scoreOf: (reading: Reading, channel: Channel) => Scored,
): Promise<ScoredText[]> {
  const scored: ScoredText[] = [];
  for (const { where, channel, text } of texts.filter((one) => one.text !== '')) {
    let highest: { score: number; found: readonly Found[] } = { score: 0, found: [] };
    for (const { start, said } of await readings.each(text, (reading) => scoreOf(reading, channel))) {
      // A number that is none is below every threshold, so it would let the text pass.
      if (Number.isNaN(said.score)) throw new CheckError('check_failed', 'the detector gave no score');
      if (said.score >= highest.score)
        highest = { score: said.score, found: said.found.map((part) => moved(part, start)) };
    }
    scored.push({ where, channel, text, ...highest });
  }
  return scored;
}
