import type { Verdict } from '@gauntlet/contracts';
import { CheckError } from './check-error';
import type { CheckOptions, FoundAt, ScoredText, ScoringCheck, SubjectChannel, Thresholds } from './checks/check';

export type Zone = NonNullable<Verdict['zone']>;

/** What a scoring check says of all texts together: that of the text which is deepest in its zone. */
export interface Scoring {
  readonly zone: Zone;
  /** Rounded to four digits, which is more than it is worth. */
  readonly score: number;
  /** Of the texts that are not in the zone `allow`, those in the zone `block` first: a verdict names only so many. */
  readonly found: readonly FoundAt[];
}

const DEPTH: Readonly<Record<Zone, number>> = { allow: 0, judge: 1, block: 2 };

/**
 * Puts each text into its zone, by the thresholds of the policy or else of the detector.
 * @throws CheckError for a text without a score
 */
export function scoringOf(
  check: Pick<ScoringCheck<unknown>, 'thresholds'>,
  options: CheckOptions,
  texts: readonly ScoredText[],
): Scoring {
  let worst: Pick<Scoring, 'zone' | 'score'> = { zone: 'allow', score: 0 };
  const found: Record<Zone, FoundAt[]> = { allow: [], judge: [], block: [] };
  for (const { where, channel, score, found: parts } of texts) {
    requireScore(score);
    const zone = zoneOf(score, thresholdsOf(check.thresholds, options, channel));
    found[zone].push(...parts.map((part) => ({ ...part, where })));
    const isWorse = DEPTH[zone] > DEPTH[worst.zone] || (zone === worst.zone && score > worst.score);
    if (isWorse) worst = { zone, score };
  }
  const score = Math.round(worst.score * 10_000) / 10_000;
  return { zone: worst.zone, score, found: [...found.block, ...found.judge] };
}

/** @throws CheckError for what is no number: it is below every threshold, so it would let the text pass */
export function requireScore(score: unknown): void {
  if (!Number.isFinite(score)) throw new CheckError('check_failed', 'the check gave a text no score');
}

/** The texts whose score is between the thresholds. */
export function doubted(
  check: Pick<ScoringCheck<unknown>, 'thresholds'>,
  options: CheckOptions,
  texts: readonly ScoredText[],
): ScoredText[] {
  return texts.filter(({ score, channel }) => {
    return zoneOf(score, thresholdsOf(check.thresholds, options, channel)) === 'judge';
  });
}

function zoneOf(score: number, { judge, block }: Thresholds): Zone {
  if (score >= block) return 'block';
  return score >= judge ? 'judge' : 'allow';
}

/** Those of the policy for the channel, else those of the policy, else those of the detector. */
export function thresholdsOf(own: Thresholds, options: CheckOptions, channel: SubjectChannel): Thresholds {
  const { document, assistant, ...all } = options as Partial<Thresholds> &
    Partial<Record<'document' | 'assistant', Partial<Thresholds>>>;
  return { ...own, ...all, ...{ user: {}, assistant, document }[channel] };
}
