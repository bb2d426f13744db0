import type { Books, PaidCall } from './books';

/** Calls that were paid although the same piece of work had been paid before, by what explains them. */
export interface Repeats {
  readonly count: number;
  readonly cut: number;
  readonly withoutLedger: number;
  /** Pieces of work with more repeats than the ledger's cuts and its absence explain. */
  readonly unexplained: readonly string[];
}

/**
 * Every repeat needs a reason of its own: a cut that the ledger counted, or a call without the ledger, which either says
 * so in the record or was made while the ledger's database was away.
 */
export function repeatsOf({ paidCalls, cutsOf, unprotectedOf, ledgerAway }: Books): Repeats {
  const works = new Map<string, PaidCall[]>();
  for (const call of paidCalls) works.set(call.work, [...(works.get(call.work) ?? []), call]);
  const explained = [...works].map(([work, calls]) => {
    const repeats = calls.length - 1;
    const cut = Math.min(repeats, cutsOf.get(work) ?? 0);
    const away = calls.filter(({ at }) => ledgerAway.some(({ from, to }) => at >= from && at <= to)).length;
    const withoutLedger = Math.min(repeats - cut, Math.max(away, unprotectedOf.get(work) ?? 0));
    return { work, repeats, cut, withoutLedger };
  });
  const sum = (of: (one: (typeof explained)[number]) => number) => explained.reduce((total, one) => total + of(one), 0);
  return {
    count: sum(({ repeats }) => repeats),
    cut: sum(({ cut }) => cut),
    withoutLedger: sum(({ withoutLedger }) => withoutLedger),
    unexplained: explained.filter((one) => one.repeats > one.cut + one.withoutLedger).map(({ work }) => work),
  };
}
