import type { PlainView } from '@gauntlet/redaction';
import { Transcript } from './transcript';

/** A text in which every match of a pattern has another form. A form of the same length stands for the match unit by unit. */
export function rewritten(text: string, pattern: RegExp, form: (match: string) => string): PlainView {
  let copied = 0;
  const transcript = new Transcript();
  for (const { 0: match, index } of text.matchAll(pattern)) {
    const written = form(match);
    if (written === match) continue;
    transcript.copy(text, copied, index);
    copied = index + match.length;
    if (written.length !== match.length) transcript.add(written, index, copied);
    else transcript.addUnits(written, index);
  }
  if (copied === 0) return { text, origin: (span) => span };
  transcript.copy(text, copied, text.length);
  return transcript;
}
