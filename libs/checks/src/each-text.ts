import type { ResponseReleasedV1 } from '@gauntlet/contracts';
import { redactAsked } from '@gauntlet/redaction';

type Content = ResponseReleasedV1['content'];

/** A release with other texts for all of its texts but the answer; the same text is given once. */
export async function withTexts(
  content: Content,
  change: (texts: readonly string[]) => Promise<readonly string[]>,
): Promise<Content> {
  const texts = new Set<string>();
  redactAsked(content, (text) => {
    texts.add(text);
    return text;
  });
  const given = [...texts];
  const changed = await change(given);
  const byText = new Map(given.map((text, at) => [text, changed[at]]));
  return redactAsked(content, (text) => byText.get(text) ?? text);
}
