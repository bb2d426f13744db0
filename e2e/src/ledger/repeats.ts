import type { Books, PaidCall } from './books';

/** Calls that were paid although the same piece of work had been paid before, by what owns up to them. */
export interface Repeats {
  readonly count: number;
  /** The ledger counted a takeover. */
  readonly cut: number;
  /** An attempt in the record says that it was made without the ledger. */
  readonly marked: number;
  /** Paid while the ledger was away, by a process that died before it could publish or store anything about it. */
  readonly untold: number;
  /** Pieces of work with more repeats than all that. */
  readonly unexplained: readonly string[];
}

/** Every repeat needs a reason of its own. */
export function repeatsOf(books: Books): Repeats {
  const works = new Map<string, PaidCall[]>();
  for (const call of books.paidCalls) works.set(call.work, [...(works.get(call.work) ?? []), call]);
  const explained = [...works].map(([work, calls]) => explain(work, calls, books));
  const sum = (of: (one: Explained) => number) => explained.reduce((total, one) => total + of(one), 0);
  return {
    count: sum(({ repeats }) => repeats),
    cut: sum(({ cut }) => cut),
    marked: sum(({ marked }) => marked),
    untold: sum(({ untold }) => untold),
    unexplained: explained
      .filter(({ repeats, cut, marked, untold }) => repeats > cut + marked + untold)
      .map(({ work }) => work),
  };
}

type Explained = ReturnType<typeof explain>;

function explain(work: string, calls: readonly PaidCall[], { cutsOf, completionsOf, ledgerAway }: Books) {
  const repeats = calls.length - 1;
  const told = completionsOf.get(work) ?? { published: 0, unprotected: 0 };
  const away = calls.filter(({ at }) => ledgerAway.some(({ from, to }) => at >= from && at <= to)).length;
  const unpublished = Math.max(0, calls.length - told.published);
  const marked = Math.min(repeats, told.unprotected);
  const cut = Math.min(repeats - marked, cutsOf.get(work) ?? 0);
  const untold = Math.min(repeats - marked - cut, away, unpublished);
  return { work, repeats, cut, marked, untold };
}
