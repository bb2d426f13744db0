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
const BREAKS = /[\t\r\n]+/g;

/** A text with the signs of addresses for their entities, as HTML and Markdown decode them. */
export function withoutEntities(text: string): PlainView {
  return rewritten(text, ENTITY, (entity) => ENTITIES[entity.replace(/^&(?:amp;)*|;$/gi, '').toLowerCase()] ?? entity);
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
