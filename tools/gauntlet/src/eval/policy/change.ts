import type { Act, Decision } from './decision';

/** A request that both policies decided about. */
export interface Compared {
  readonly id: string;
  readonly tenant: string;
  readonly prompt: string;
  /** What users said of its answer last; null when nobody did. */
  readonly rating: 'up' | 'down' | null;
  readonly baseline: Decision;
  readonly candidate: Decision;
}

/** What the candidate would do that the baseline doesn't do, or the other way round, to how many requests. */
export interface Change {
  readonly would: 'do' | 'no longer do';
  readonly act: Act;
  /** Ids; those with an answer that users rated up first. */
  readonly requests: readonly string[];
  readonly ratedUp: number;
}

const RANK = { up: 0, down: 2, none: 1 } as const;

/** What changes, check by check: the most frequent first. */
export function changesOf(compared: readonly Compared[]): Change[] {
  const found = new Map<string, { would: Change['would']; act: Act; of: Compared[] }>();
  const note = (would: Change['would'], acts: readonly Act[], one: Compared) => {
    for (const act of acts) {
      const key = [would, keyOf(act)].join('/');
      const known = found.get(key);
      if (known) known.of.push(one);
      else found.set(key, { would, act, of: [one] });
    }
  };
  for (const one of compared) {
    note('do', without(one.candidate.acts, one.baseline.acts), one);
    note('no longer do', without(one.baseline.acts, one.candidate.acts), one);
  }
  return [...found.values()].sort((one, other) => other.of.length - one.of.length).map(changeOf);
}

/** Ids, those with an answer that users rated up first. */
export function sortedIds(compared: readonly Compared[]): string[] {
  return compared
    .toSorted((one, other) => RANK[one.rating ?? 'none'] - RANK[other.rating ?? 'none'])
    .map(({ id }) => id);
}

export function ratedUp(compared: readonly Compared[]): number {
  return compared.filter(({ rating }) => rating === 'up').length;
}

function changeOf({ would, act, of }: { would: Change['would']; act: Act; of: Compared[] }): Change {
  return { would, act, requests: sortedIds(of), ratedUp: ratedUp(of) };
}

function without(acts: readonly Act[], others: readonly Act[]): Act[] {
  const known = new Set(others.map(keyOf));
  return acts.filter((act) => !known.has(keyOf(act)));
}

function keyOf({ side, check, outcome }: Act): string {
  return `${side}/${check}/${outcome}`;
}
