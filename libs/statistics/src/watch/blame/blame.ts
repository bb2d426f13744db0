import type { ChangePoint } from '../../e-detectors/change-point';
import type { Pace } from '../detector';
import type { Entry, Group } from '../group';
import type { Cell } from '../open-step';
import type { Blame } from '../row';
import { type AnchorRow, judgeSince } from './anchors';
import { mixShift } from './mix';
import { tallyOf } from './strata';
import { switchAt } from './switches';
import { stratumThatFell } from './where';

/** What is known when a fall was found. */
interface Fall {
  /** Steps of the version, and before them of the version before it. */
  readonly series: readonly Entry[];
  readonly since: number;
  readonly found: ChangePoint | null;
  readonly pace: Pace;
  readonly group: Group;
  readonly anchors: readonly AnchorRow[];
}

interface Blamed {
  readonly blame: Blame;
  readonly where: Readonly<Record<string, string>> | null;
  /** When the fall began: at what is to blame, if that is known better. */
  readonly step: number;
}

/** Trouble that became more frequent by this share, and by so many standard errors. */
const MORE_TROUBLE = { share: 0.02, errors: 3 };

/**
 * Who is to blame for a fall. The judge first, because the anchor set shows it whatever else happened; then the mix, which
 * explains a fall without any change of quality; then what switched at that time; then trouble at the provider.
 */
export function blameFor(fall: Fall): Blamed {
  const { series, since, found, pace, anchors } = fall;
  const changed = switchAt(series, { since, found, day: pace.day });
  const step = changed?.step ?? since;
  const [before, after] = [cellsOf(series, (at) => at < step), cellsOf(series, (at) => at >= step)];
  if (before.length === 0) return { blame: 'unknown', where: null, step };
  const size = tallyOf(before).mean - tallyOf(after).mean;
  const recent = anchors.filter((row) => row.step >= step - 2 * pace.week);
  const judge = judgeSince(recent, step, size);
  if (judge === 'fell') return { blame: 'judge', where: null, step };
  const mix = mixShift(before, after, size);
  if (mix) return { blame: 'traffic mix', where: mix, step: since };
  const where = stratumThatFell(before, after);
  if (changed && !(changed.blame === 'judge' && judge === 'stayed')) return { blame: changed.blame, where, step };
  if (hasTrouble(fall)) return { blame: 'provider', where, step: since };
  return judge === 'may have fallen'
    ? { blame: 'judge', where: null, step: since }
    : { blame: 'unknown', where, step: since };
}

function cellsOf(series: readonly Entry[], isIn: (step: number) => boolean): Cell[] {
  return series.filter(({ total }) => isIn(total.step)).flatMap(({ cells }) => cells);
}

function hasTrouble({ group, since, pace }: Fall): boolean {
  const before = group.troubleIn(since - pace.week, since);
  const after = group.troubleIn(since, Number.POSITIVE_INFINITY);
  if (before.all === 0 || after.all === 0) return false;
  const more = after.bad / after.all - before.bad / before.all;
  const share = (before.bad + after.bad) / (before.all + after.all);
  const error = Math.sqrt(share * (1 - share) * (1 / before.all + 1 / after.all));
  return more >= MORE_TROUBLE.share && more >= MORE_TROUBLE.errors * error;
}
