import type { Span } from './spans';
import { atOnce, type Steps } from './steps';

const LOCAL_CHARACTER = /[\p{L}\p{M}\p{N}._%+'-]/u;
const EDGE = /[\p{L}\p{N}_]/u;
// Labels end at a dot and never hold one, so there is one way to match: linear in the length of the domain.
const DOMAIN =
  /(?:[\p{L}\p{M}\p{N}-]+\.)+(?:xn--[a-z0-9-]+|\p{L}{2,})|\[(?:\d{1,3}(?:\.\d{1,3}){3}|IPv6:[\da-f:.]{2,45})\]/iuy;
// The longest local part of RFC 5321, with its quotes and what escapes them.
const MAX_QUOTED = 68;
/** Signs that are looked at in one step. */
const STEP = 1_024;
const QUOTED = /\\{0,2}"[^"\r\n\\]+\\{0,2}"$/;

/** E-mail addresses in reading order, found from their `@`: text without one costs a single scan. */
export function findEmails(text: string): Span[] {
  return atOnce(emailsInSteps(text));
}

export function* emailsInSteps(text: string): Steps<Span[]> {
  const spans: Span[] = [];
  let floor = 0;
  let looked = 0;
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    if ((looked += 1) % STEP === 0) yield;
    // An @ that stands alone between spaces is one of an address that is written wide.
    const gap = text[at - 1] === ' ' && text[at + 1] === ' ' ? 1 : 0;
    const start = localStart(text, at - gap, floor);
    const end = domainEnd(text, at + gap + 1);
    if (start >= at - gap || end === -1) continue;
    floor = chainEnd(text, end);
    spans.push({ start: chainStart(text, start, spans.at(-1)?.end ?? 0), end: floor });
  }
  return spans;
}

function localStart(text: string, at: number, floor: number): number {
  if (text[at - 1] === '"') return quotedStart(text, at, floor);
  let start = at;
  while (start > floor) {
    const previous = characterBefore(text, start);
    if (!LOCAL_CHARACTER.test(previous)) break;
    start -= previous.length;
  }
  while (start < at && !EDGE.test(characterAt(text, start))) start += 1;
  return start;
}

/** Where what begins that reads on before an address: `other@support@shop.example` is no address of the shop. */
function chainStart(text: string, from: number, floor: number): number {
  let start = from;
  while (start > floor && text[start - 1] === '@') {
    const before = localStart(text, start - 1, floor);
    if (before >= start - 1) break;
    start = before;
  }
  return start;
}

/** Where what ends that reads on behind an address: `support@shop.example@other.example`. */
function chainEnd(text: string, from: number): number {
  let end = from;
  for (let next = end; next !== -1; next = text[end] === '@' ? domainEnd(text, end + 1) : -1) end = next;
  return end;
}

function quotedStart(text: string, at: number, floor: number): number {
  const from = Math.max(floor, at - MAX_QUOTED);
  const match = QUOTED.exec(text.slice(from, at));
  return match ? from + match.index : at;
}

function domainEnd(text: string, from: number): number {
  DOMAIN.lastIndex = from;
  return DOMAIN.test(text) ? DOMAIN.lastIndex : -1;
}

function characterAt(text: string, index: number): string {
  return String.fromCodePoint(text.codePointAt(index) ?? 0);
}

function characterBefore(text: string, index: number): string {
  const low = text.charCodeAt(index - 1);
  const isPair = low >= 0xdc00 && low <= 0xdfff && index > 1 && (text.codePointAt(index - 2) ?? 0) > 0xffff;
  return isPair ? text.slice(index - 2, index) : text.slice(index - 1, index);
}
