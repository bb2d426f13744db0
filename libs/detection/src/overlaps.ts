import type { Found } from './found';

/**
 * What was found, in reading order without overlaps. Where parts overlap they become one, so that no piece of either is
 * left standing; it has the type of the longest of them, and of two that are as long, of the one that stands first in `found`.
 */
export function withoutOverlaps(found: readonly Found[]): Found[] {
  const ordered = [...found].sort((one, other) => one.start - other.start || other.end - one.end);
  const disjoint: Found[] = [];
  let longest = 0;
  for (const part of ordered) {
    const last = disjoint.at(-1);
    if (!last || part.start >= last.end) {
      disjoint.push(part);
      longest = part.end - part.start;
      continue;
    }
    const type = part.end - part.start > longest ? part.type : last.type;
    longest = Math.max(longest, part.end - part.start);
    disjoint[disjoint.length - 1] = { type, start: last.start, end: Math.max(last.end, part.end) };
  }
  return disjoint;
}
