const TAG = /<(\/?)think(?:ing)?\s{0,9}>/gi;

/**
 * An answer without what the model thought aloud: what stands between `<think>` and `</think>`, after an unclosed
 * `<think>`, and before a `</think>` that nothing opened, as templates that open it in the prompt give it.
 */
export function withoutReasoning(text: string): string {
  let answer = '';
  let from = 0;
  let isThinking = false;
  for (const { 0: tag, 1: slash, index } of text.matchAll(TAG)) {
    const opens = slash === '';
    if (opens && !isThinking) answer += text.slice(from, index);
    if (!opens && !isThinking) answer = '';
    isThinking = opens;
    from = index + tag.length;
  }
  if (from === 0) return text;
  return (isThinking ? answer : answer + text.slice(from)).trim();
}
