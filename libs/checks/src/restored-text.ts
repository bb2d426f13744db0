import { asHtml, asJsonString, restore, type Writing } from '@gauntlet/detection';
import { isJson } from './checks/json';

type Values = Readonly<Record<string, string>>;

const LINE = /[^\n]+\n?|\n/g;
const FENCE = /^\s*(`{3,}|~{3,})/;
/** A whole document, or a part of one that is elements from the first sign to the last; not `<mailto:…>` or another address. */
const BEGINS_AS_HTML = /^<(?:!doctype\b|!--|[a-z][a-z0-9-]*(?::[a-z][a-z0-9-]*)?(?:\s[^<>]*|\/)?>)/i;
/** With a space, so that it is no address in brackets. A quoted value may hold `>`; quotes without an end quote nothing. */
const TAG_WITH_ATTRIBUTES = /(<[a-z][a-z0-9:-]*\s(?:(?:"[^"]*"|'[^']*'|[^<>"'])*|[^<>]*)>)/i;

/**
 * A text with values in place of their placeholders, written as what they stand in: as a JSON string in JSON, as HTML in HTML.
 * Both may be the whole text or what a fence of Markdown holds; attributes are HTML wherever their tag stands. Time is linear.
 */
export function restoredText(text: string, values: Values): string {
  const writing = writingIn(text);
  if (writing) return restore(text, values, writing);
  return partsOf(text)
    .map((part) => restoredPart(part, values))
    .join('');
}

function writingIn(text: string): Writing | null {
  if (isJson(text)) return asJsonString;
  const trimmed = text.trim();
  return BEGINS_AS_HTML.test(trimmed) && trimmed.endsWith('>') ? asHtml : null;
}

interface Part {
  readonly isCode: boolean;
  readonly text: string;
}

function restoredPart({ isCode, text }: Part, values: Values): string {
  if (isCode) return restore(text, values, writingIn(text) ?? undefined);
  const pieces = text.split(TAG_WITH_ATTRIBUTES);
  return pieces.map((piece, index) => restore(piece, values, index % 2 === 1 ? asHtml : undefined)).join('');
}

/** What stands in fences and what stands between them. A fence without an end holds the rest. */
function partsOf(text: string): Part[] {
  const parts: Part[] = [];
  let [fence, start] = ['', 0];
  for (const { 0: line, index } of text.matchAll(LINE)) {
    const next = fence === '' ? (FENCE.exec(line)?.[1] ?? '') : isEnd(line, fence) ? '' : fence;
    if (next === fence) continue;
    // The line of the fence belongs to the text around.
    const end = fence === '' ? index + line.length : index;
    parts.push({ isCode: fence !== '', text: text.slice(start, end) });
    [fence, start] = [next, end];
  }
  return [...parts, { isCode: fence !== '', text: text.slice(start) }];
}

function isEnd(line: string, fence: string): boolean {
  const trimmed = line.trim();
  return trimmed.startsWith(fence) && trimmed.replaceAll(fence.charAt(0), '') === '';
}
