import {
  type Count,
  countOf,
  COVERAGE,
  DROP_SEEN,
  EQUAL_PASSES,
  FALSE_PASS,
  FALSE_WORSE,
  type Measure,
} from '../measures';
import { scenarioNamed } from '../scores/all-scenarios';
import { ARMS, POWER, SETTINGS } from '../settings';
import type { GateResult, ScenarioResult } from '../simulate';
import { limits, methods } from './methods';
import { promises } from './promises';
import { pointGateFailsEqual, pointGatePasses, pointGatePassesEqual, rowsAtVerdict, rowsSaved } from './rates';
import { percent, percentWithBounds, table, whole } from './text';

/** The page that tells a result, as Markdown. */
export function pageOf(result: GateResult): string {
  return [
    ...intro(result),
    ...promises(result),
    ...arms(result),
    ...falseVerdicts(result),
    ...power(result),
    ...coverage(result),
    ...rows(result),
    ...methods(),
    ...limits(result),
    '',
  ].join('\n');
}

function intro({ seed, comparisons, scenarios }: GateResult): string[] {
  return [
    '# Statistics',
    '',
    'How often a verdict of `gauntlet eval compare` is wrong, and how often there is one: measured on simulated scores, whose truth is known.',
    '',
    `\`npm run eval:gate-simulation\` made this page: ${whole(comparisons)} comparisons of each of ${scenarios.length} kinds of scores under each of three truths, with seed ${seed}.`,
    'The counts are in [gate.json](statistics/gate.json). The same seed gives the same counts. `-- --seed 7` takes other chance, and `-- --quick` makes 100',
    'comparisons of each, which `.ci/run` does.',
    '',
    'Shares are in %, and behind them stand the ends of their Wilson interval of 95 %.',
  ];
}

function arms({ scenarios }: GateResult): string[] {
  const { margin, alpha } = SETTINGS;
  return [
    ...heading('What is simulated'),
    `Each comparison asks whether a candidate is worse than its baseline, with a margin of ${margin} and alpha ${alpha}. What is true is one of three things:`,
    '',
    '- **equal**: both variants have the same mean, at the announced number of rows.',
    `- **drop of the margin**: the candidate's mean is ${ARMS.margin.drop} lower, at ${ARMS.margin.rows} rows, a number that nobody computed.`,
    `- **drop of 5 points**: the same drop at the announced number of rows.`,
    '',
    `The announced number is what \`gauntlet eval power\` says for a power of ${POWER * 100} %. A look after every row may see 1.8 times as many rows, or more where clusters are large, as that command says too.`,
    'It needs scores with bounds, so heavy tails have one look only. Rows of a conversation belong together; their number is cut at the number of rows.',
    '',
    ...table(
      [
        'scores',
        'announced rows',
        'the same for a look after every row',
        'standard deviation of differences',
        'rows of a cluster, mean',
        'at most',
        'correlation in a cluster',
      ],
      scenarios.map(({ name, announced: { rows, scatter, largestCluster }, arms: { equal } }) => [
        scenarioNamed(name).title,
        whole(rows),
        equal.everyLook ? whole(equal.rowsToLookAt) : '–',
        scatter.sd.toFixed(2),
        scatter.clusterSize.toFixed(1),
        whole(largestCluster),
        scatter.icc.toFixed(2),
      ]),
    ),
  ];
}

function falseVerdicts(result: GateResult): string[] {
  return [
    ...heading('False verdicts'),
    'Beside the verdicts stand gates that compare two means on the same rows. One fails a mean that is lower by more than the margin, the other any lower mean.',
    '',
    ...byScenario(result, [
      ['false "worse", one look', measured(FALSE_WORSE.oneLook)],
      ['after every row', measured(FALSE_WORSE.everyLook)],
      ['two means, any drop fails', pointGateFailsEqual],
      ['false pass, one look', measured(FALSE_PASS.oneLook)],
      ['after every row', measured(FALSE_PASS.everyLook)],
      ['two means, with a margin', pointGatePasses],
    ]),
    '',
    ...figure('false-pass', 'Shares that pass although the true drop is the margin, for each kind of scores'),
    ...figure('false-worse', 'Shares that fail although the variants are equal, for each kind of scores'),
  ];
}

function power(result: GateResult): string[] {
  return [
    ...heading('Power'),
    'What is true is found, at the announced number of rows. In the last column is the gate on two means with a margin.',
    '',
    ...byScenario(result, [
      ['"worse" at a drop of 5 points, one look', measured(DROP_SEEN.oneLook)],
      ['after every row', measured(DROP_SEEN.everyLook)],
      ['pass when equal, one look', measured(EQUAL_PASSES.oneLook)],
      ['after every row', measured(EQUAL_PASSES.everyLook)],
      ['two means', pointGatePassesEqual],
    ]),
    '',
    ...figure('power', 'Shares that say worse at a drop of 5 points, for each kind of scores'),
  ];
}

function coverage(result: GateResult): string[] {
  const [equal, margin, drop] = COVERAGE as [Pair, Pair, Pair];
  return [
    ...heading('Coverage'),
    'How often the interval holds the true difference; after every row, how often the intervals of all looks hold it together.',
    '',
    ...byScenario(result, [
      ['equal, one look', measured(equal.oneLook)],
      ['drop of the margin', measured(margin.oneLook)],
      ['drop of 5 points', measured(drop.oneLook)],
      ['equal, all looks', measured(equal.everyLook)],
      ['drop of the margin', measured(margin.everyLook)],
      ['drop of 5 points', measured(drop.everyLook)],
    ]),
  ];
}

type Pair = (typeof COVERAGE)[number];

function rows({ scenarios }: GateResult): string[] {
  const bounded = scenarios.filter(({ arms }) => arms.equal.everyLook);
  const seen = (scenario: ScenarioResult, arm: 'equal' | 'drop') => whole(rowsAtVerdict(scenario, arm) as number);
  return [
    ...heading('Rows saved'),
    'Where every row is looked at, a comparison ends as soon as there is a verdict. These are the mean numbers of rows at its end, and the share of the rows at hand that it saves.',
    '',
    ...table(
      ['scores', 'rows of one look', 'equal', 'drop of 5 points', 'saved, equal', 'saved, drop'],
      bounded.map((scenario) => [
        scenarioNamed(scenario.name).title,
        whole(scenario.announced.rows),
        seen(scenario, 'equal'),
        seen(scenario, 'drop'),
        percent(rowsSaved(scenario, 'equal')),
        percent(rowsSaved(scenario, 'drop')),
      ]),
    ),
    '',
    ...figure(
      'rows',
      'Mean rows at the end of a comparison that looks after every row, as shares of those of one look',
    ),
  ];
}

type CountOf = (scenario: ScenarioResult) => Count | null;

function measured(measure: Measure): CountOf {
  return (scenario) => countOf(scenario, measure);
}

/** A line for each kind of scores. */
function byScenario({ scenarios }: GateResult, columns: readonly (readonly [title: string, of: CountOf])[]): string[] {
  return table(
    ['scores', ...columns.map(([title]) => title)],
    scenarios.map((scenario) => [
      scenarioNamed(scenario.name).title,
      ...columns.map(([, of]) => percentWithBounds(of(scenario))),
    ]),
  );
}

function figure(name: string, text: string): string[] {
  return [`![${text}](statistics/${name}.svg)`, ''];
}

function heading(title: string): string[] {
  return ['', `## ${title}`, ''];
}
