import { type Count, countOf, COVERAGE, DROP_SEEN, EQUAL_PASSES, type Measure } from '../measures';
import { scenarioNamed } from '../scores/all-scenarios';
import { ARMS, POWER } from '../settings';
import type { GateResult } from '../simulate';
import { percent, table } from './text';

/** Each method with its source and with what it takes for granted. */
export function methods(): string[] {
  return [
    '',
    '## Methods',
    '',
    'Scores are compared row by row. All methods are in `libs/statistics`; how they were chosen is in [ADR 23](adr/0023-a-verdict-from-an-interval.md).',
    '',
    ...table(
      ['for', 'method', 'source', 'takes for granted'],
      [
        [
          'independent rows of 0 and 1',
          'score interval of a paired difference of proportions',
          'Tango 1998, Statistics in Medicine 17',
          'rows are independent',
        ],
        [
          'all other scores, one look',
          "the wider one, on each side, of Student's t with clustered standard errors and of the BCa bootstrap over clusters, its percentiles expanded",
          'CR1: Cochran 1977, Cameron and Miller 2015; BCa: Efron 1987; expansion: Hesterberg 2015',
          'clusters are independent and about 50 or more; the variance is finite',
        ],
        [
          'few rows that differ from the others',
          'a bound that counts what was not seen',
          'Gaffke 2005, Learned-Miller and Thomas 2019',
          'scores lie within their bounds; proven for 0 and 1 only',
        ],
        [
          'a look after every row',
          'confidence sequence by betting, for clusters of any size',
          'Waudby-Smith and Ramdas 2024, JRSS B 86',
          'scores lie within their bounds; the order of clusters says nothing, so they are shuffled',
        ],
        [
          'rows to announce',
          'normal quantiles, design effect, more clusters for a spread that is estimated, rows without any difference',
          'Kish 1965, Guenther 1981, Wilson 1927',
          'how differences scatter is known',
        ],
        ['shares on this page', 'Wilson interval', 'Wilson 1927', 'comparisons are independent'],
        ['"within chance"', 'binomial tail', 'Clopper and Pearson 1934', 'the same'],
      ],
    ),
  ];
}

/** What the methods are known not to do; shares are from the result. */
export function limits(result: GateResult): string[] {
  const coverages = found(
    result,
    COVERAGE.map(({ oneLook }) => oneLook),
  );
  const wide = coverages.filter(({ share }) => share > 0.97);
  const weak = found(result, [DROP_SEEN.oneLook, EQUAL_PASSES.oneLook]).filter(({ share }) => share < POWER);
  const shy = found(result, [DROP_SEEN.everyLook, EQUAL_PASSES.everyLook]).filter(({ share }) => share < POWER);
  return [
    '',
    '## Known limits',
    '',
    '- The announced number of rows is 10 % above that of the textbook, because the wider of two intervals is taken.',
    `- One look covers more than it is asked to: more than 97 % in ${wide.length} of ${coverages.length} cells of the table above${listed(wide)}. Such an interval is wider than it must be.`,
    `- The announced number of rows knows of no skew. At one look the power is less than ${POWER * 100} % in these kinds of scores: ${listed(weak, '')}. Tails that are heavy on one side make the interval longer on that side; plan for more rows.`,
    ...(shy.length === 0
      ? []
      : [
          `- A look after every row has a power of less than ${POWER * 100} % at the rows announced for it in these kinds of scores: ${listed(shy, '')}.`,
        ]),
    '- Where conversations differ in length, the longest one could lose all of its rows, so all bets of a look after every row are small. It takes more rows there than one look.',
    `- Losses that are very rare and have no bound are not seen beforehand. In ${ARMS.margin.rows} rows this page shows what they cost; with fewer rows it is more.`,
    '- Fewer than 50 clusters are not simulated here.',
    '- Weights of rows are not simulated here.',
  ];
}

interface Found {
  readonly title: string;
  readonly count: Count;
  readonly share: number;
}

function found({ scenarios }: GateResult, measures: readonly Measure[]): Found[] {
  return scenarios.flatMap((scenario) =>
    measures.flatMap((measure) => {
      const count = countOf(scenario, measure);
      return count ? [{ title: scenarioNamed(scenario.name).title, count, share: count.count / count.of }] : [];
    }),
  );
}

/** Each kind of scores once, with its shares. */
function listed(cells: readonly Found[], before = ': '): string {
  if (cells.length === 0) return before === '' ? 'none' : '';
  const titles = [...new Set(cells.map(({ title }) => title))];
  const sharesOf = (title: string) =>
    cells
      .filter((cell) => cell.title === title)
      .map(({ count }) => percent(count))
      .join(', ');
  return before + titles.map((title) => `${title} (${sharesOf(title)} %)`).join('; ');
}
