import type { Found } from '../found';

/** Shorter values stand in texts that don't mean them. */
export const SHORTEST = 6;
/** Values, or characters, that are looked at in one step. */
export const STEP = 2_048;

/** Says whether a value that stands somewhere is meant there. */
type Judge = (start: number, value: string) => boolean;

/** Values that are looked for in texts, each of at least {@link SHORTEST} characters. */
export class Values {
  private readonly types = new Map<string, string>();
  /** How long values are that begin alike: so many values that begin alike cost no more than one. */
  private readonly lengths = new Map<string, Set<number>>();

  get isEmpty(): boolean {
    return this.types.size === 0;
  }

  add(value: string, type: string): void {
    this.types.set(value, type);
    const beginning = value.slice(0, SHORTEST);
    const lengths = this.lengths.get(beginning) ?? new Set();
    this.lengths.set(beginning, lengths.add(value.length));
  }

  *findIn(text: string, isMeant: Judge): Generator<void, Found[]> {
    const found: Found[] = [];
    if (this.isEmpty) return found;
    let stepEnd = STEP;
    for (let at = 0; at < text.length;) {
      if (at >= stepEnd) {
        yield;
        stepEnd = at + STEP;
      }
      const value = this.longestAt(text, at, isMeant);
      if (value) found.push({ type: this.types.get(value) ?? '', start: at, end: at + value.length });
      at += value?.length ?? 1;
    }
    return found;
  }

  private longestAt(text: string, at: number, isMeant: Judge): string | null {
    let longest: string | null = null;
    for (const length of this.lengths.get(text.slice(at, at + SHORTEST)) ?? []) {
      if (longest && length < longest.length) continue;
      const value = text.slice(at, at + length);
      if (this.types.has(value) && isMeant(at, value)) longest = value;
    }
    return longest;
  }
}
