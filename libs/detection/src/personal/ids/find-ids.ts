import type { Found } from '../../found';
import type { Context } from '../context-words';
import { ALL_KINDS, CONTEXT_WORDS } from './all-kinds';
import type { IdKind } from './id-kind';
import { isAlphanumeric, type LaidOut, Layouts } from './layouts';
import { isPartOfMore, standsInRow } from './surroundings';

const LAYOUTS = new Layouts(ALL_KINDS);
const SEPARATORS = /[^A-Za-z0-9]/g;
/** Signs that may stand around a number that is a whole text, such as quotes. */
const MAX_AROUND = 4;
const DIGIT = /\d/g;
/** Letters and separators that may stand in a number before its first digit. */
const MAX_BEFORE_DIGIT = 8;

/** One way to read a number: surer ones have a smaller rank. */
interface Candidate {
  readonly type: string;
  readonly end: number;
  readonly rank: number;
}

const BY_FORM = 1_000;
const BY_STANDING_ALONE = 2_000;

/**
 * National and official identification numbers, in reading order. A number is found by its layout together with its form
 * and check digit; where other numbers look the same, a word near by must say what it is.
 */
export function findIds(text: string): Found[] {
  const found: Found[] = [];
  const search = new IdSearch(text);
  let from = 0;
  for (let digit; (digit = nextDigit(text, from)) !== -1;) {
    const id = search.between(Math.max(from, digit - MAX_BEFORE_DIGIT), digit);
    if (id) found.push(id);
    from = id ? id.end : endOfToken(text, digit);
  }
  return found;
}

function nextDigit(text: string, from: number): number {
  DIGIT.lastIndex = from;
  return DIGIT.test(text) ? DIGIT.lastIndex - 1 : -1;
}

function endOfToken(text: string, from: number): number {
  let end = from;
  while (isAlphanumeric(text.charCodeAt(end))) end += 1;
  return end;
}

function isStart(text: string, at: number): boolean {
  return isAlphanumeric(text.charCodeAt(at)) && !(at > 0 && isAlphanumeric(text.charCodeAt(at - 1)));
}

class IdSearch {
  private words: Context<IdKind> | null = null;

  constructor(private readonly text: string) {}

  /** The first id that begins at one of these positions. */
  between(first: number, last: number): Found | null {
    for (let start = first; start <= last; start += 1) {
      const id = isStart(this.text, start) ? this.at(start) : null;
      if (id) return id;
    }
    return null;
  }

  /** The longest id that begins here; of two of one length the surer one. */
  private at(start: number): Found | null {
    let best: Candidate | null = null;
    LAYOUTS.read(this.text, start, (end, ending) => {
      const candidate = best && end < best.end ? null : this.surest(start, end, ending);
      if (candidate && (!best || end > best.end || candidate.rank < best.rank)) best = candidate;
    });
    // The compiler doesn't see that the callback assigned it.
    const id = best as Candidate | null;
    return id && { type: id.type, start, end: id.end };
  }

  private surest(start: number, end: number, ending: readonly LaidOut[]): Candidate | null {
    this.words ??= CONTEXT_WORDS.in(this.text);
    const near = this.words.near(start, end);
    const isShown = near.size > 0 || this.isAlone(start, end) || ending.some(({ anywhere }) => anywhere);
    if (!isShown || isPartOfMore(this.text, start, end)) return null;
    const id = this.text.slice(start, end).replace(SEPARATORS, '').toUpperCase();
    const isMadeUp = isDigitsInOrder(id);
    let best: Candidate | null = null;
    for (const laidOut of ending) {
      const { kind } = laidOut;
      const shown = near.get(kind) ?? (isMadeUp ? null : this.rankWithoutWords(laidOut, start, end));
      if (shown === null || !fits(kind, id)) continue;
      const rank = shown + unsureness(kind);
      if (!best || rank < best.rank) best = { type: kind.type, end, rank };
    }
    return best;
  }

  /** Null when the number needs a word that says what it is. */
  private rankWithoutWords({ kind, anywhere }: LaidOut, start: number, end: number): number | null {
    if (anywhere && !standsInRow(this.text, start, end)) return BY_FORM;
    return this.isAlone(start, end) && isAloneEnough(kind) ? BY_STANDING_ALONE : null;
  }

  private isAlone(start: number, end: number): boolean {
    return this.text.length <= end - start + MAX_AROUND;
  }
}

/** `0000000000` and `0123456789`, which people type as an example. */
function isDigitsInOrder(id: string): boolean {
  return id === id.charAt(0).repeat(id.length) || '01234567890123456789'.startsWith(id);
}

function fits({ form, check }: IdKind, id: string): boolean {
  return (form?.test(id) ?? true) && (check?.(id) ?? true);
}

function isAloneEnough({ alone, check }: IdKind): boolean {
  return alone ?? check !== undefined;
}

/** Of two kinds that the same word names, the one whose check digit is right is the surer one. */
function unsureness({ check }: IdKind): number {
  return check ? 0 : 0.5;
}
