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

/** Spans in reading order without overlaps; what overlaps becomes one span, so that no part of either is left standing. */
export function merged(spans: readonly FoundSpan[]): FoundSpan[] {
  const ordered = [...spans].sort((one, other) => one.start - other.start);
  const disjoint: FoundSpan[] = [];
  for (const span of ordered) {
    const last = disjoint.at(-1);
    if (!last || span.start >= last.end) disjoint.push(span);
    else disjoint[disjoint.length - 1] = { ...last, end: Math.max(last.end, span.end) };
  }
  return disjoint;
}

/** Replaces each span by what `placeholder` says for it; spans are in order and don't overlap. */
export function replaceSpans<S extends Span>(
  text: string,
  spans: readonly S[],
  placeholder: (span: S) => string,
): string {
  let out = '';
  let from = 0;
  for (const span of spans) {
    out += text.slice(from, span.start) + placeholder(span);
    from = span.end;
  }
  return out + text.slice(from);
}
