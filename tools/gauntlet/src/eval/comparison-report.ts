import type { Comparison, SequentialComparison, Settings } from '@gauntlet/statistics';
import { counted } from '../terminal/counted';
import { table } from '../terminal/table';
import type { Pairing } from './pairing';

export type Found = Comparison | SequentialComparison;

type LeftOut = Partial<Pick<Pairing, 'missing' | 'unpaired'>>;

/** A comparison for a program. */
export function comparisonValue(found: Found, { margin, alpha }: Settings, leftOut: LeftOut): Record<string, unknown> {
  const { verdict, difference, interval, rows, clusters, method, rowsNeeded, mcnemar } = found;
  return {
    ...{ verdict, difference, interval: [interval.low, interval.high], alpha, margin, rows, clusters },
    ...('stoppedAt' in found ? { stoppedAt: found.stoppedAt } : {}),
    ...{ method, ...leftOut },
    ...(rowsNeeded === null ? {} : { rowsNeeded }),
    ...(mcnemar === null ? {} : { mcnemar }),
  };
}

/** A comparison for a person. */
export function comparisonLines(
  found: Found,
  settings: Settings,
  { missing, unpaired }: Omit<Pairing, 'pairs'>,
): string[] {
  const { verdict, difference, interval, method, rows, clusters, rowsNeeded, mcnemar } = found;
  const shown = scaleOf(settings);
  const looked =
    'stoppedAt' in found ? [['looked at', `${counted(found.stoppedAt, 'row')}, in an order of chance`]] : [];
  return [
    verdict,
    ...table([
      ['difference', `${shown(difference)}, between ${shown(interval.low)} and ${shown(interval.high)}`],
      ['confidence', `${Number(((1 - settings.alpha) * 100).toFixed(3))} %, ${method}`],
      ['margin', `a drop of ${shown(settings.margin).replace('+', '')} does not matter`],
      [
        'rows',
        `${rows}${clusters < rows ? ` in ${counted(clusters, 'cluster')}` : ''}${leftOutText(missing, unpaired)}`,
      ],
      ...looked,
      ...(mcnemar === null ? [] : [['McNemar', `p = ${mcnemar.toFixed(4)} (mid-p), for information`]]),
    ]),
    ...(verdict === 'not enough data' ? [neededText(rowsNeeded)] : []),
  ];
}

function leftOutText(missing: number, { baseline, candidate }: Pairing['unpaired']): string {
  const parts = [
    missing > 0 ? `${missing} without a score` : '',
    baseline > 0 ? `${baseline} of the baseline alone` : '',
    candidate > 0 ? `${candidate} of the candidate alone` : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : `; left out: ${parts.join(', ')}`;
}

/** How many rows a verdict takes, for a person. */
export function neededText(rows: number | null): string {
  if (rows === null) return 'how many rows it takes can not be told from these';
  return `it takes about ${rows} rows if the difference stays as it is`;
}

/** Scores from 0 to 1 are read as points of a hundred, others as they are. */
function scaleOf({ bounds: { least, greatest } }: Settings): (value: number) => string {
  const isShare = least === 0 && greatest === 1;
  return (value) => {
    const text = isShare ? (value * 100).toFixed(1) : String(Number(value.toPrecision(4)));
    return `${value > 0 ? '+' : ''}${text}${isShare ? ' points' : ''}`;
  };
}
