import type { Span } from '@gauntlet/redaction';
import type { Channel } from '../found';
import { type Pattern, PATTERNS } from './patterns';
import { unmatchedBrackets } from './unmatched-brackets';

/** Where a pattern matches first. */
export interface PatternHit extends Span {
  readonly type: string;
  readonly weight: number;
}

// Who quotes a phrase speaks about it. In a document everything may stand in quotes, as in JSON.
const QUOTES = `"'\`“”„«»‘’「『`;
const MAX_GAP = 48;
const SENTENCE_END = /[.!?\n。！？]/;
/** What a model gives less than .5 stays below .945 with it. */
const SUFFIX_WEIGHT = 2.8;

/** The patterns that a text matches, each type at its first match. */
export function patternHits(text: string, channel: Channel): PatternHit[] {
  const hits = new Map<string, PatternHit>();
  for (const pattern of PATTERNS) {
    if (hits.has(pattern.type) || (pattern.only ?? channel) !== channel) continue;
    const hit = firstHit(text, pattern, channel);
    if (hit) hits.set(hit.type, hit);
  }
  // Records and pages are cut anywhere, so that their brackets say nothing.
  const suffix = channel === 'user' ? unmatchedBrackets(text) : null;
  if (suffix) hits.set('OPTIMISED_SUFFIX', { type: 'OPTIMISED_SUFFIX', weight: SUFFIX_WEIGHT, ...suffix });
  return [...hits.values()];
}

function firstHit(text: string, pattern: Pattern, channel: Channel): PatternHit | null {
  if (pattern.needs?.test(text) === false) return null;
  for (const { start, end } of matches(text, pattern)) {
    if (channel === 'document' || start === 0 || !QUOTES.includes(text.charAt(start - 1)))
      return { type: pattern.type, weight: pattern.weight, start, end };
  }
  return null;
}

/** Goes through both parts of a pattern side by side, so that no place is looked at twice. */
function* matches(text: string, { first, second }: Pattern): Generator<Span> {
  let next: Span | null = null;
  for (let span = search(first, text, 0); span; span = search(first, text, span.end)) {
    if (second && (!next || next.start < span.end)) next = search(second, text, span.end);
    if (second && !next) return;
    if (!next) yield span;
    else if (isNear(text, span.end, next.start)) yield { start: span.start, end: next.end };
  }
}

function search(pattern: RegExp, text: string, from: number): Span | null {
  pattern.lastIndex = from;
  const match = pattern.exec(text);
  return match && { start: match.index, end: pattern.lastIndex };
}

function isNear(text: string, from: number, to: number): boolean {
  return to - from <= MAX_GAP && !SENTENCE_END.test(text.slice(from, to));
}
