import type { RowAttributes, WatchedRow } from './row';

/** What rows have in common but for their numbers; made once, so that a row is placed by looking it up. */
export interface Profile extends RowAttributes {
  /** The class of the length, each twice as wide as the one before. */
  readonly length: string | null;
}

/** So many kinds of rows are known at once; beyond, all are made anew. */
const MOST_PROFILES = 200_000;

/** Gives rows with equal attributes the same entry, which `make` derives once from the profile. */
export class Profiles<Entry> {
  private readonly known = new Map<string, Entry>();

  constructor(private readonly make: (profile: Profile) => Entry) {}

  of(row: WatchedRow): Entry {
    const size = row.length === null ? -1 : sizeOf(row.length);
    const key = `${row.prompt}\n${row.version}\n${row.model}\n${row.snapshot}\n${row.policy}\n${row.judge}\n${row.tenant}\n${row.language}\n${row.outcome}\n${size}`;
    const found = this.known.get(key);
    if (found) return found;
    if (this.known.size >= MOST_PROFILES) this.known.clear();
    const { prompt, version, model, snapshot, policy, judge, tenant, language, outcome } = row;
    const made = this.make({
      prompt,
      version,
      model,
      snapshot,
      policy,
      judge,
      tenant,
      language,
      outcome,
      length: classOf(size),
    });
    this.known.set(key, made);
    return made;
  }
}

function sizeOf(length: number): number {
  return length < 1 ? 0 : Math.floor(Math.log2(length)) + 1;
}

function classOf(size: number): string | null {
  if (size < 0) return null;
  return size === 0 ? 'below 1' : `${2 ** (size - 1)}-${2 ** size - 1}`;
}
