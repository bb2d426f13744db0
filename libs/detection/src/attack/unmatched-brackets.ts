import type { Span } from '@gauntlet/redaction';

// An even kind opens, and the next one closes.
const KIND_OF = Int8Array.from({ length: 128 }, (_, code) => '()[]{}'.indexOf(String.fromCharCode(code)));
const ANY = /[()[\]{}]/;
// In front of a closing bracket: the eyes of a smiley, or what a list counts with.
const SMILEY_OR_ITEM = /[:;=8xX][-'o^]?$|(?:^|\s)\w{1,2}$/;
const WORD = /\p{L}/u;
const SPACES = / /g;
const LEAST = 3;
/** Side by side without fitting, or glued to the wrong side of a word: "Is [ ) balanced?", "(a]" and smileys have none. */
const CROOKED = /^(?:[\p{L}\])}][[({]|.[[({][\])}]|.[\])}][\p{L}[({])/u;
const NEAR = 80;
const SEARCHED_DEPTH = 3;
/** An optimised suffix is short and stands at the end, so more characters would only cost time. */
const SEARCHED_END = 4_000;
/** Prose has a space after six letters; code that a machine shortened has hardly any. */
const MOST_LETTERS_FOR_A_SPACE = 14;

interface Bracket {
  readonly at: number;
  readonly closes: boolean;
}

interface Run {
  readonly start: number;
  readonly count: number;
  readonly closing: number;
  /** Whether one stands where a writer sets none. */
  readonly crooked: boolean;
}

/**
 * Where one line of the last 4,000 characters has several brackets without a partner, with words between them, and one of them
 * crooked: what a search by an optimiser ends in (GCG, DSN), and prose and code seldom have. Code that was cut off has its
 * lonely brackets in lines of their own or side by side; a question about brackets may still be found.
 */
export function unmatchedBrackets(text: string): Span | null {
  const from = Math.max(0, text.length - SEARCHED_END);
  const end = text.slice(from);
  const span = ANY.test(end) ? firstRun(end) : null;
  return span && { start: from + span.start, end: from + span.end };
}

function firstRun(text: string): Span | null {
  let run: Run | null = null;
  let last: Bracket | null = null;
  for (const bracket of lonelyBrackets(text)) {
    run = run && last && isNear(text, last, bracket) ? longer(run, text, last, bracket) : begun(text, bracket);
    last = bracket;
    if (run.count < LEAST || run.closing === 0 || !run.crooked) continue;
    if (isProse(text.slice(run.start, bracket.at))) return { start: run.start, end: bracket.at + 1 };
    run = begun(text, bracket);
  }
  return null;
}

function begun(text: string, { at, closes }: Bracket): Run {
  return { start: at, count: 1, closing: closes ? 1 : 0, crooked: isCrooked(text, at) };
}

function isCrooked(text: string, at: number): boolean {
  return CROOKED.test(text.slice(Math.max(0, at - 1), at + 2));
}

/** Counts a bracket behind a word, and an opening one behind a closing one; side by side the others only end or begin a nest. */
function longer(run: Run, text: string, last: Bracket, bracket: Bracket): Run {
  const counts = (last.closes && !bracket.closes) || WORD.test(text.slice(last.at + 1, bracket.at));
  const crooked = run.crooked || isCrooked(text, bracket.at);
  if (!counts) return { ...run, crooked };
  return { ...run, count: run.count + 1, closing: run.closing + (bracket.closes ? 1 : 0), crooked };
}

function isNear(text: string, last: Bracket, { at }: Bracket): boolean {
  return at - last.at <= NEAR && !text.slice(last.at, at).includes('\n');
}

function isProse(part: string): boolean {
  return (part.match(SPACES)?.length ?? 0) * MOST_LETTERS_FOR_A_SPACE >= part.length;
}

function* lonelyBrackets(text: string): Generator<Bracket> {
  const places: number[] = [];
  const kinds: number[] = [];
  const matched: boolean[] = [];
  const opened: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const kind = KIND_OF[text.charCodeAt(at)] ?? -1;
    if (kind < 0) continue;
    const partner = partnerOf(kind, opened, kinds);
    if (partner === undefined && isSmileyOrItem(kind, text, at)) continue;
    if (partner !== undefined) matched[partner] = true;
    if (!isClosing(kind)) opened.push(places.length);
    places.push(at);
    kinds.push(kind);
    matched.push(partner !== undefined);
  }
  for (const [index, at] of places.entries()) if (!matched[index]) yield { at, closes: isClosing(kinds[index]) };
}

function isClosing(kind = 0): boolean {
  return kind % 2 === 1;
}

function isSmileyOrItem(kind: number, text: string, at: number): boolean {
  return isClosing(kind) && SMILEY_OR_ITEM.test(text.slice(Math.max(0, at - 4), at));
}

/** The nearest bracket that the kind closes; those opened behind it stay without a partner. */
function partnerOf(kind: number, opened: number[], kinds: readonly number[]): number | undefined {
  for (let depth = 1; isClosing(kind) && depth <= SEARCHED_DEPTH && depth <= opened.length; depth += 1) {
    const partner = opened[opened.length - depth] as number;
    if (kinds[partner] !== kind - 1) continue;
    opened.length -= depth;
    return partner;
  }
  return undefined;
}
