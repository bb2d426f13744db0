import type { ResponseReleasedV1 } from '@gauntlet/contracts';
import type { Found } from '@gauntlet/detection';
import { redactAsked } from '@gauntlet/redaction';
import { Readings } from './readings';
import { foundIn, replaced } from './redact-unchecked';

type Content = ResponseReleasedV1['content'];

/** All texts of a release but the answer, redacted as `default@v2` redacts a request. */
export async function redactContent(content: Content): Promise<Content> {
  const texts = new Set<string>();
  redactAsked(content, (text) => {
    texts.add(text);
    return text;
  });
  const given = [...texts];
  const readings = new Readings();
  const found: Found[][] = [];
  for (const text of given) found.push(await foundIn(text, readings));
  const redacted = await replaced(given, found);
  const byText = new Map(given.map((text, at) => [text, redacted[at]]));
  return redactAsked(content, (text) => byText.get(text) ?? text);
}
