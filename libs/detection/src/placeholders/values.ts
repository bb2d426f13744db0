import type { Found } from '../found';

/** Shorter values stand in texts that don't mean them. */
export const SHORTEST = 6;
/** Values, or characters, that are looked at in one step. */
export const STEP = 2_048;
const HASH_BITS = 14;

/** Says whether a value that stands somewhere is meant there. */
type Judge = (start: number, value: string) => boolean;

/** Values that are looked for in texts, each of at least {@link SHORTEST} characters. */
export class Values {
  private readonly types = new Map<string, string>();
  /** How long values are that begin alike: so many values that begin alike cost no more than one. */
  private readonly lengths = new Map<string, number[]>();
  /** Marks the lower bytes of the first characters: at most places of a text no value begins. */
  private readonly first = new Uint8Array(0x100);
  /** Marks the hashes of the beginnings: most other places need no more than a look here. */
  private readonly beginnings = new Uint8Array(2 ** HASH_BITS);
  /** The same of the ends: a text that begins like values of a hundred lengths ends like few of them. */
  private readonly ends = new Uint8Array(2 ** HASH_BITS);

  get isEmpty(): boolean {
    return this.types.size === 0;
  }

  add(value: string, type: string): void {
    this.types.set(value, type);
    const beginning = value.slice(0, SHORTEST);
    const lengths = this.lengths.get(beginning);
    if (!lengths) this.lengths.set(beginning, [value.length]);
    else if (!lengths.includes(value.length)) lengths.push(value.length);
    this.first[value.charCodeAt(0) & 0xff] = 1;
    this.beginnings[hashAt(value, 0)] = 1;
    this.ends[hashAt(value, value.length - SHORTEST)] = 1;
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
      const value = this.mayBeginAt(text, at) ? this.longestAt(text, at, isMeant) : null;
      if (value) found.push({ type: this.types.get(value) ?? '', start: at, end: at + value.length });
      at += value?.length ?? 1;
    }
    return found;
  }

  private mayBeginAt(text: string, at: number): boolean {
    return this.first[text.charCodeAt(at) & 0xff] === 1 && this.beginnings[hashAt(text, at)] === 1;
  }

  private longestAt(text: string, at: number, isMeant: Judge): string | null {
    let longest: string | null = null;
    for (const length of this.lengths.get(text.slice(at, at + SHORTEST)) ?? []) {
      if (longest && length < longest.length) continue;
      if (this.ends[hashAt(text, at + length - SHORTEST)] !== 1) continue;
      const value = text.slice(at, at + length);
      if (this.types.has(value) && isMeant(at, value)) longest = value;
    }
    return longest;
  }
}

/** Of the {@link SHORTEST} characters from here on (FNV-1a). */
function hashAt(text: string, from: number): number {
  let hash = 0x811c9dc5;
  for (let at = from; at < from + SHORTEST; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash ^ (hash >>> HASH_BITS)) & (2 ** HASH_BITS - 1);
}
