import { clusterOf, type Dataset } from '@gauntlet/artefacts';

/** What is in a dataset. */
export interface Summary {
  readonly version: string;
  readonly rows: number;
  readonly critical: number;
  /** Rows without one are each a cluster of their own. */
  readonly clusters: number;
  /** How many rows have each tag, the most frequent first. */
  readonly tags: Readonly<Record<string, number>>;
}

/** Counts the rows of a dataset. */
export function summaryOf({ version, rows }: Dataset): Summary {
  const tags = new Map<string, number>();
  for (const tag of rows.flatMap((row) => row.tags)) tags.set(tag, (tags.get(tag) ?? 0) + 1);
  return {
    version,
    rows: rows.length,
    critical: rows.filter(({ critical }) => critical).length,
    clusters: new Set(rows.map(clusterOf)).size,
    tags: Object.fromEntries([...tags].sort(([, one], [, other]) => other - one)),
  };
}
