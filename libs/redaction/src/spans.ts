import type { Steps } from './steps';

/** What kind of personal data or secret a span of text holds; also the placeholder's name. */
export type Finding = 'email' | 'card' | 'key';

/** Half-open range of UTF-16 offsets. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A span and what was found in it. */
export interface FoundSpan extends Span {
  readonly finding: Finding;
}

/** Spans that are put in order, or replaced, in one step. */
const STEP = 1_024;

/**
 * The spans of some lists in reading order without overlaps; what overlaps becomes one span, so that no part of either is
 * left standing.
 * @param lists each in reading order
 */
export function* mergedInSteps(lists: readonly (readonly FoundSpan[])[]): Steps<FoundSpan[]> {
  const disjoint: FoundSpan[] = [];
  let looked = 0;
  for (const span of inOrder(lists)) {
    if ((looked += 1) % STEP === 0) yield;
    const last = disjoint.at(-1);
    if (!last || span.start >= last.end) disjoint.push(span);
    else disjoint[disjoint.length - 1] = { ...last, end: Math.max(last.end, span.end) };
  }
  return disjoint;
}

/** A sort of all of them at once would be one long step. */
function* inOrder(lists: readonly (readonly FoundSpan[])[]): Generator<FoundSpan> {
  const heads = lists.map((list) => ({ list, at: 0 }));
  for (;;) {
    let first: FoundSpan | undefined;
    let from: { at: number } | undefined;
    for (const head of heads) {
      const span = head.list[head.at];
      if (span && (!first || span.start < first.start)) [first, from] = [span, head];
    }
    if (!first || !from) return;
    from.at += 1;
    yield first;
  }
}

/** Replaces each span by the name of what was found in it; spans are in order and don't overlap. */
export function* replacedInSteps(text: string, spans: readonly FoundSpan[]): Steps<string> {
  const parts: string[] = [];
  let from = 0;
  for (const [at, { start, end, finding }] of spans.entries()) {
    if (at % STEP === STEP - 1) yield;
    parts.push(text.slice(from, start), `[${finding}]`);
    from = end;
  }
  parts.push(text.slice(from));
  return parts.join('');
}
