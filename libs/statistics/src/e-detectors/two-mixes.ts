import { chiSquareTail } from '../distributions/gamma';

/** How many values of each kind there are; a cluster of values counts once, split over its kinds. */
export type Mix = ReadonlyMap<string, number>;

/** Two mixes side by side. */
export interface MixComparison {
  /** How likely mixes as different as these are when both come from one. */
  readonly p: number;
  /** Half the sum of the differences of the shares: what part of the traffic would have to become of another kind. */
  readonly distance: number;
  /** How far the distance may be off by chance, about two standard errors. */
  readonly spread: number;
  /** The kind that grew most, in shares; null when none did. */
  readonly grown: string | null;
}

/** Kinds with fewer values expected on either side are put together, as the distribution of chi-square asks for. */
const LEAST_EXPECTED = 5;

/**
 * Pearson's chi-square test of homogeneity (1900), of this mix and of an earlier one. Clusters that are split over kinds vary
 * less than single values, so it errs on the safe side with them.
 */
export function compareMixes(now: Mix, before: Mix): MixComparison {
  const [all, allBefore] = [totalOf(now), totalOf(before)];
  const kinds = [...new Set([...now.keys(), ...before.keys()])].map((kind) => ({
    kind,
    now: now.get(kind) ?? 0,
    before: before.get(kind) ?? 0,
  }));
  const grownBy = (one: (typeof kinds)[number]) => one.now / all - one.before / allBefore;
  const distance = kinds.reduce((sum, one) => sum + Math.abs(grownBy(one)), 0) / 2;
  const variance = kinds.reduce((sum, one) => {
    const share = (one.now + one.before) / (all + allBefore);
    return sum + share * (1 - share) * (1 / all + 1 / allBefore);
  }, 0);
  const [grown] = kinds.filter((one) => grownBy(one) > 0).sort((a, b) => grownBy(b) - grownBy(a));
  return {
    p: tailOf(merged(kinds, all, allBefore), all, allBefore),
    distance,
    spread: Math.sqrt(variance),
    grown: grown?.kind ?? null,
  };
}

interface Counts {
  readonly now: number;
  readonly before: number;
}

function merged(kinds: readonly Counts[], all: number, allBefore: number): Counts[] {
  const smaller = Math.min(all, allBefore) / (all + allBefore);
  const isRare = (one: Counts) => (one.now + one.before) * smaller < LEAST_EXPECTED;
  const rest = kinds.filter(isRare);
  const others = kinds.filter((one) => !isRare(one));
  const together = rest.reduce((sum, one) => ({ now: sum.now + one.now, before: sum.before + one.before }), {
    now: 0,
    before: 0,
  });
  return isRare(together) ? others : [...others, together];
}

function tailOf(kinds: readonly Counts[], all: number, allBefore: number): number {
  if (kinds.length < 2) return 1;
  const share = all / (all + allBefore);
  const statistic = kinds.reduce((sum, { now, before }) => {
    const expected = (now + before) * share;
    return (
      sum + (now - expected) ** 2 / expected + (before - (now + before - expected)) ** 2 / (now + before - expected)
    );
  }, 0);
  return chiSquareTail(statistic, kinds.length - 1);
}

function totalOf(mix: Mix): number {
  return [...mix.values()].reduce((sum, one) => sum + one, 0);
}
