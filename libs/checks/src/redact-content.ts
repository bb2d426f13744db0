import type { ResponseReleasedV1 } from '@gauntlet/contracts';
import type { Found } from '@gauntlet/detection';
import { withTexts } from '@gauntlet/redaction';
import { Readings } from './readings';
import { foundIn, replaced } from './redact-unchecked';

type Content = ResponseReleasedV1['content'];

/** All texts of a release but the answer, redacted as `default@v2` redacts a request. */
export function redactContent(content: Content): Promise<Content> {
  return withTexts(content, async (texts) => {
    const readings = new Readings();
    const found: Found[][] = [];
    for (const text of texts) found.push(await foundIn(text, readings));
    return replaced(texts, found);
  });
}
