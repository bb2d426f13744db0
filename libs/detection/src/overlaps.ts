import type { Found } from './found';

/** Characters whose parts are put in order in one step. */
const STRETCH = 4_096;
/** Parts that are looked at in one step. */
const STEP = 1_024;

/**
 * What was found, in reading order without overlaps. Where parts overlap they become one, so that no piece of either is
 * left standing; it has the type of the longest of them, and of two that are as long, of the one that stands first in `found`.
 */
export function withoutOverlaps(found: readonly Found[]): Found[] {
  const disjoint = new Disjoint();
  disjoint.addAll([...found]);
  return disjoint.parts;
}

/** The same of several lists, one behind the other, in short steps: for a long text with something in every line. */
export function* disjointInSteps(...lists: readonly Iterable<Found>[]): Generator<void, Found[]> {
  const byPlace: Found[][] = [];
  let count = 0;
  for (const found of lists) {
    for (const part of found) {
      (byPlace[Math.floor(part.start / STRETCH)] ??= []).push(part);
      if ((count += 1) % STEP === 0) yield;
    }
  }
  const disjoint = new Disjoint();
  for (const parts of byPlace) {
    // Where nothing was found, the list has a hole.
    if (!parts) continue;
    disjoint.addAll(parts);
    yield;
  }
  return disjoint.parts;
}

class Disjoint {
  readonly parts: Found[] = [];
  private longest = 0;

  /** Adds parts of which none begins before one that was added; sorts them in place. */
  addAll(found: Found[]): void {
    found.sort((one, other) => one.start - other.start || other.end - one.end);
    for (const part of found) this.add(part);
  }

  private add(part: Found): void {
    const { parts } = this;
    const last = parts.at(-1);
    const length = part.end - part.start;
    if (!last || part.start >= last.end) {
      parts.push(part);
      this.longest = length;
      return;
    }
    const type = length > this.longest ? part.type : last.type;
    this.longest = Math.max(this.longest, length);
    parts[parts.length - 1] = { type, start: last.start, end: Math.max(last.end, part.end) };
  }
}
