import type { ChangePoint } from '../../e-detectors/change-point';
import type { Entry } from '../group';
import type { Profile } from '../profile';
import type { Blame } from '../row';
import { tallyOf } from './strata';

/** What of ours can change, with who is to blame then; of several at one time the first. */
const ATTRIBUTES = [
  ['version', 'prompt'],
  ['model', 'model'],
  ['snapshot', 'model'],
  ['policy', 'policy'],
  ['judge', 'judge'],
] as const satisfies readonly (readonly [keyof Profile, Blame])[];

/** A new value has hardly been there before, */
const NEW = 0.02;
/** and is much of the traffic after; nearly all of it leaves nothing to compare with. */
const MUCH = { from: 0.1, all: 0.9 };
/**
 * By so much of a gain, in twice a logarithm and as a share, a switch may be less likely than the likeliest step as the time of the
 * fall: rare values vary more after a fall than before it, so that a gain says more than it knows.
 */
const NEAR = { gain: 12, share: 0.15 };

interface Switch {
  readonly blame: Blame;
  /** The first step with the new value. */
  readonly step: number;
}

/** What switched to a new value at a fall; null for nothing. */
export function switchAt(
  series: readonly Entry[],
  { since, found, day }: { readonly since: number; readonly found: ChangePoint | null; readonly day: number },
): Switch | null {
  const near = ATTRIBUTES.flatMap(([attribute, blame]) =>
    newValues(series, attribute, { since, day }).map((one) => ({ ...one, blame })),
  ).filter((one) => (one.isAll ? isNear(one.step, since, found, day) : carriesFall(series, one)));
  const gain = ({ step }: Switch) => (found ? found.gainAt(step) : 0);
  const [likeliest] = near.sort((a, b) => gain(b) - gain(a) || 0);
  return likeliest ? { blame: likeliest.blame, step: likeliest.step } : null;
}

interface NewValue {
  readonly attribute: keyof Profile;
  readonly value: string;
  readonly step: number;
  readonly isAll: boolean;
}

function newValues(
  series: readonly Entry[],
  attribute: keyof Profile,
  { since, day }: { readonly since: number; readonly day: number },
): NewValue[] {
  const last = series.at(-1)?.total.step ?? since;
  // The time of a fall is known by and large only, so what lies around it is left out.
  const before = sharesIn(series, attribute, (step) => step < since - 2 * day);
  const after = sharesIn(series, attribute, (step) => step >= Math.min(since + day, Math.max(since, last - day / 4)));
  return [...after].flatMap(([value, share]) => {
    if (before.size === 0 || share < MUCH.from || (before.get(value) ?? 0) > NEW) return [];
    const step = firstWith(series, attribute, value, since - 2 * day);
    if (step === null) return [];
    const later = sharesIn(series, attribute, (at) => at > step || (at === step && step === last));
    return [{ attribute, value, step, isAll: (later.get(value) ?? 0) >= MUCH.all }];
  });
}

function sharesIn(
  series: readonly Entry[],
  attribute: keyof Profile,
  isIn: (step: number) => boolean,
): Map<string, number> {
  const shares = new Map<string, number>();
  let all = 0;
  for (const { total, cells } of series) {
    if (!isIn(total.step)) continue;
    for (const { profile, weight } of cells) {
      const value = profile[attribute] ?? '';
      shares.set(value, (shares.get(value) ?? 0) + weight);
      all += weight;
    }
  }
  return new Map([...shares].map(([value, weight]) => [value, weight / all]));
}

function firstWith(series: readonly Entry[], attribute: keyof Profile, value: string, from: number): number | null {
  const first = series.find(
    ({ total, cells }) => total.step >= from && cells.some(({ profile }) => (profile[attribute] ?? '') === value),
  );
  return first?.total.step ?? null;
}

function isNear(step: number, since: number, found: ChangePoint | null, day: number): boolean {
  // Of dense traffic a step that is half before and half after is told apart, although it is near.
  if (Math.abs(step - since) <= Math.max(2, day / 8)) return true;
  if (!found) return Math.abs(step - since) <= day;
  return found.gain - found.gainAt(step) <= Math.max(NEAR.gain, NEAR.share * found.gain);
}

/** Where the old value goes on beside the new one, only rows of the new one may have fallen. */
function carriesFall(series: readonly Entry[], { attribute, value, step }: NewValue): boolean {
  const has = (profile: Profile) => (profile[attribute] ?? '') === value;
  const cells = series.filter(({ total }) => total.step >= step).flatMap((entry) => entry.cells);
  const earlier = tallyOf(series.filter(({ total }) => total.step < step).flatMap((entry) => entry.cells));
  const [mine, others] = [
    tallyOf(cells.filter(({ profile }) => has(profile))),
    tallyOf(cells.filter(({ profile }) => !has(profile))),
  ];
  const errors = Math.sqrt(mine.variance + others.variance);
  return others.mean - mine.mean > 2 * errors && earlier.mean - mine.mean > 2 * (earlier.mean - others.mean);
}
