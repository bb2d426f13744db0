import type { PlainView } from '@gauntlet/redaction';
import { rewritten } from '../reading/decoders/rewritten';
import { Transcript } from '../reading/decoders/transcript';
import type { FetchedPlace } from './fetched-places';

// The named ones of signs that addresses are written with; the reading has decoded numbers.
const ENTITIES: Readonly<Record<string, string>> = {
  ...{ colon: ':', sol: '/', bsol: '\\', quest: '?', num: '#', equals: '=', percnt: '%', lowbar: '_' },
  ...{ tab: '\t', newline: '\n', lpar: '(', rpar: ')' },
};
const ENTITY = new RegExp(`&(?:amp;)*(?:${Object.keys(ENTITIES).join('|')});`, 'gi');
// By CSS Syntax 3: up to six hexadecimal digits and a space, a line end that is dropped, or the sign itself. JSON doubles the backslash.
const CSS_ESCAPE = /\\{1,4}[\da-f]{1,6}(?:\r\n|[ \t\r\n\f])?|\\(?:\r\n|[\s\S])/gi;
const HEX_DIGITS = /[\da-f]{1,6}/i;
const CSS_ADDRESS = /url\(|@import|image-set\(/i;
const BREAKS = /[\t\r\n]+/g;

/** A text with the signs of addresses for their entities, as HTML and Markdown decode them. */
export function withoutEntities(text: string): PlainView {
  return rewritten(text, ENTITY, (entity) => ENTITIES[entity.replace(/^&(?:amp;)*|;$/gi, '').toLowerCase()] ?? entity);
}

/** A text with the signs for their escapes, as CSS reads them; null where they hide no address of CSS. */
export function withoutCssEscapes(text: string): PlainView | null {
  if (!text.includes('\\')) return null;
  const view = rewritten(text, CSS_ESCAPE, signOf);
  return view.text !== text && CSS_ADDRESS.test(view.text) ? view : null;
}

function signOf(escape: string): string {
  const [digits] = HEX_DIGITS.exec(escape) ?? [];
  if (digits === undefined) return escape.slice(1).replace(/^[\r\n\f]+/, '');
  const codePoint = Number.parseInt(digits, 16);
  return codePoint > 0 && codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : '\ufffd';
}

/** A text without the tabs and line breaks in values of attributes, which a browser drops from an address; null where none has any. */
export function withoutBreaks(text: string, places: readonly FetchedPlace[]): PlainView | null {
  const transcript = new Transcript();
  let copied = 0;
  for (const { start, end } of places.filter(({ isValue }) => isValue)) {
    for (const { 0: run, index } of text.slice(start, end).matchAll(BREAKS)) {
      transcript.copy(text, copied, start + index);
      copied = start + index + run.length;
    }
  }
  if (copied === 0) return null;
  transcript.copy(text, copied, text.length);
  return transcript;
}
