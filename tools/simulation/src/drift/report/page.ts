import { percentWithBounds, table, whole } from '../../gate/report/text';
import { GRADES, KINDS } from '../answers';
import { CAUSE_DROPS } from '../causes';
import type { Delay } from '../delays';
import { promisesOf } from '../promises';
import { BUDGET, LEVEL, MONITORS } from '../settings';
import type { DriftResult } from '../simulate';

/** Where what is measured begins on the page. */
export const FIRST_HEADING = '## How often it is wrong';

/** What a simulation says on the page, as lines of Markdown. */
export function measured(result: DriftResult): string[] {
  return [...falseAlarms(result), ...delaysOf(result), ...causes(result), ...promised(result)];
}

function falseAlarms({ seed, files, methods }: DriftResult): string[] {
  return [
    FIRST_HEADING,
    '',
    `\`npm run eval:drift-simulation\` measured what follows, with seed ${seed}; the numbers are in [simulation.json](drift/simulation.json). \`-- --quick\` repeats a small part of it.`,
    '',
    `The file has ${MONITORS} monitors, six levels, three changes and one distribution, and may cost ${BUDGET} false alarm a year. Answers are stable, at the hardest: the mean is the level itself, and the margin and the tolerance are 0. A stream whose mean has room costs less.`,
    '',
    ...table(
      ['stable answers', 'years', 'false alarms a year', 'upper bound of the mean, 95 %'],
      files.map(({ title, years, mean, upper }) => [title, whole(years), mean.toFixed(2), upper.toFixed(2)]),
    ),
    '',
    'The same by method, when all ten monitors are of one method:',
    '',
    ...table(
      ['method', 'answers', 'years', 'false alarms a year'],
      methods.map(({ title, answers, years, mean }) => [title, titleOf(answers), whole(years), mean.toFixed(2)]),
    ),
    '',
  ];
}

function delaysOf({ delays }: DriftResult): string[] {
  const days = (value: number | null) => (value === null ? '> 60' : value.toFixed(1));
  const row = (one: Delay) => [
    one.title,
    `${titleOf(one.answers)}, sd ${one.sd.toFixed(2)}`,
    one.baseline.toFixed(2),
    `${one.drop * 100} points${one.slide > 0 ? ` over ${one.slide} days` : ''}`,
    days(one.median),
    days(one.p95),
    `${whole(one.seen)} of ${whole(one.streams)}`,
  ];
  return [
    '## How soon a drop is seen',
    '',
    `Each method is one of ten monitors. Answers come at 500 a day unless their kind says otherwise; a drop comes at a random hour after four weeks. Days are from the drop to the first alarm. Methods with many false alarms are quick by chance, too. A change rule sees no drop that is smaller than its margin.`,
    '',
    ...table(
      ['method', 'answers', 'mean before', 'drop', 'median, days', '95th percentile, days', 'seen in 60 days'],
      delays.map(row),
    ),
    '',
    '![Days until a drop is seen, by method](drift/delays.svg)',
    '',
  ];
}

function causes({ causes: found }: DriftResult): string[] {
  const wrong = found.reduce((sum, one) => sum + one.wrongRollbacks, 0);
  const innocent = found
    .filter(({ name }) => name !== 'prompt' && name !== 'policy')
    .reduce((sum, one) => sum + one.alarms, 0);
  return [
    '## Who is blamed',
    '',
    `Replays of 500 answers a day with a standard deviation of 0.08, six of a hundred being anchors, watched by a level as one of ten monitors. "Unknown" counts as wrong where there is somebody to blame, and so does a wrong stratum.`,
    '',
    ...table(
      ['cause', ...CAUSE_DROPS.map((drop) => `right at ${drop * 100} points, %`)],
      [...new Set(found.map(({ name }) => name))].map((name) => {
        const own = found.filter((one) => one.name === name);
        return [
          own[0]?.title ?? '',
          ...own.map(({ right, alarms }) => percentWithBounds({ count: Math.round(right.rate * alarms), of: alarms })),
        ];
      }),
    ),
    '',
    `A prompt or a policy that did nothing was blamed in ${percentWithBounds({ count: wrong, of: innocent })} % of ${whole(innocent)} alarms: so often a rollback would have been wrong.`,
    '',
  ];
}

function promised(result: DriftResult): string[] {
  return [
    '## What is promised, and what was found',
    '',
    ...table(
      ['promise', 'found', ''],
      promisesOf(result).map(({ claim, found, isKept }) => [claim, found, isKept ? 'kept' : '**not kept**']),
    ),
    '',
    '## What it cannot see',
    '',
    `- A mean that stays at ${LEVEL} or above is no breach of that level, whatever happened in it; name strata with \`by\` to see one of them fall alone. A change rule sees nothing within its margin, so a slide that loses less than that each week passes, until it crosses a level.`,
    '- An error that all answers of an hour share looks like many independent ones. Name what they share as `cluster`, or take longer steps. The table above shows what it costs.',
    '- Before a week is over nobody knows its season, so the first weekend may fall below a level.',
    '- A judge that drifts is told from a model that drifts by the anchor set alone. Without anchors, and without a change of a version, nobody can tell them apart.',
    '- A mix can be held fixed by language, length and tenant only. Harder questions of the same kind look like worse answers.',
    '- Two things that change in one hour can not be told apart; the prompt is named first, then the model, the policy, the judge.',
    '- A score that is missing is no sample. Where answers are scored less often when they are bad, nothing here shows it.',
    '',
  ];
}

function titleOf(name: string): string {
  return (KINDS.find((kind) => kind.name === name) ?? GRADES).title;
}
