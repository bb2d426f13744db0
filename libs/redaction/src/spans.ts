/** What kind of personal data a span of text holds; also the placeholder's name. */
export type Finding = 'email' | 'card';

/** Half-open range of UTF-16 offsets. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Replaces each span by the placeholder; spans are in order and don't overlap. */
export function replaceSpans(text: string, spans: readonly Span[], placeholder: string): string {
  let out = '';
  let from = 0;
  for (const { start, end } of spans) {
    out += text.slice(from, start) + placeholder;
    from = end;
  }
  return out + text.slice(from);
}
