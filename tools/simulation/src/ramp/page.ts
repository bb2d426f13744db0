import { upperBound } from '@gauntlet/statistics';
import { percentWithBounds, table, whole } from '../gate/report/text';
import { SETTINGS, SHARES } from './settings';
import type { RampResult, Rollbacks, TrafficResult } from './simulate';
import { METRICS, TRAFFICS } from './traffic';

/** The page that tells a result, as Markdown. */
export function rampPage(result: RampResult): string {
  const { seed, ramps } = result;
  const shares = SHARES.map((share) => `${share} %`).join(', ');
  return [
    '# Statistics of ramps',
    '',
    'How often drift-monitor rolls a canary back that is not worse, and how soon one that is: measured on simulated traffic, whose truth is known.',
    '',
    `\`npm run eval:ramp-simulation\` made this page: ${whole(ramps)} ramps of each kind, with seed ${seed}. The counts are in [ramp.json](statistics/ramp.json). The same seed gives the same`,
    'counts; `-- --seed 7` takes other chance, and `-- --quick` makes 60 ramps of each and writes nothing.',
    '',
    `A ramp has the shares ${shares}, with a margin of ${SETTINGS.margin} and alpha ${SETTINGS.alpha}. It is looked at a hundred times in each step, and ${METRICS.length} metrics are compared: the`,
    'three rates, a score of yes and no, and a score of grades. Steps last as long as planned: no canary is held for too few answers.',
    '',
    '## Canaries that are not worse',
    '',
    `At most ${SETTINGS.alpha * 100} % of them may be rolled back, over the whole ramp and by any metric. The bound is that of Clopper and Pearson, one-sided, with a confidence of 95 %.`,
    '',
    ...table(
      ['traffic', 'rolled back', '% (Wilson interval of 95 %)', 'below, in %'],
      result.traffics.map((traffic) => equalRow(traffic, ramps)),
    ),
    '',
    '## Canaries that are worse',
    '',
    '"10 points worse": of 100 answers that the pinned version gets right, the canary gets ten wrong. "Refuses": it refuses half of all questions. Conversations are those of the canary',
    'until it was rolled back.',
    '',
    ...table(
      ['traffic', '10 points worse: found, %', 'conversations, median', 'p95', 'refuses: found, %', 'median', 'p95'],
      result.traffics.map(({ name, truths }) => [
        titleOf(name),
        ...foundCells(truths.worse, ramps),
        ...foundCells(truths.broken, ramps),
      ]),
    ),
    '',
    '## What this does not show',
    '',
    '- A canary that is worse by less than 10 points needs more conversations, about in proportion to one over the square of the drop.',
    '- Conversations here are independent of each other. Where a few customers start most of them, there are fewer to count than it seems.',
    '- Answers here come in time. Those that come later than a conversation is waited for do not count.',
    '- The method and what was weighed are in [ADR 27](adr/0027-a-ramp-decides-by-itself.md).',
    '',
  ].join('\n');
}

function equalRow({ name, truths: { equal } }: TrafficResult, ramps: number): string[] {
  const bound = (100 * upperBound(equal.count, ramps)).toFixed(1);
  return [titleOf(name), `${equal.count} of ${ramps}`, percentWithBounds({ count: equal.count, of: ramps }), bound];
}

function foundCells({ count, median, p95 }: Rollbacks, ramps: number): string[] {
  const number = (value: number | null) => (value === null ? '–' : whole(value));
  return [percentWithBounds({ count, of: ramps }), number(median), number(p95)];
}

function titleOf(name: string): string {
  return TRAFFICS.find((traffic) => traffic.name === name)?.title ?? name;
}
