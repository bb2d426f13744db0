import { isIP, isIPv4, isIPv6 } from 'node:net';
import type { Found } from '../found';
import { withoutOverlaps } from '../overlaps';

// An underscore beside an address may be of Markdown.
const IPV4 = /(?<![A-Za-z\d.-]|[A-Za-z\d]_)(?:\d{1,3}\.){3}\d{1,3}(?![A-Za-z\d-]|_[A-Za-z\d]|\.\d)/g;
// As many characters as an address can have, and some more, so that a longer row is never cut into an address.
const IPV6 = /(?<![A-Za-z\d_:.])[\da-f]{0,5}:[\da-f:.]{1,60}(?![A-Za-z\d_])/gi;
/** Two colons together, or as many as part eight groups, or six and an IPv4 address. */
const MAY_BE_IPV6 = /::|(?::[^:]+){6}/;
const PREFIX_LENGTH = /\/(\d{1,3})(?![A-Za-z\d_]|\.\d)/y;
const ZONE = /%[\w.-]{1,15}/y;
// A dotted number of four parts behind such a word or behind `upgrade from` numbers something.
const NUMBERED =
  /(?:\b(?:versions?|ver\.?|v\.?|releases?|rev\.?|build|firmware|driver|patch|sdk|section|chapter|clause|paragraph|article|versi[oó]n|kapitel)|§)\s*[:=]?\s*$|\b(?:up|down)grad\w{1,4}\s(?:[\w-]{1,15}\s){0,2}(?:from|to)\s$/i;
/** A program as programs name themselves; `node1/10.0.0.5` is a host with its address, as Java writes them. */
const PRODUCT =
  /(?:^|[\s"'`(;,])(?:[A-Z][A-Za-z_]{0,20}[a-z][A-Za-z_]{0,20}|OPR|nginx|openresty|lighttpd|httpd|curl|libcurl|wget|okhttp|axios|node|php|python-\w{1,9}|openssl|mod_\w{1,9})\/$/;
/** `numpy==`, but not `ip.addr ==`, in which an address is compared. */
const COMPARED = /[\w.)\]"',]\s*[=~<>!]=?=\s*$/;
const COMPARED_ADDRESS =
  /(?:(?<![a-z])(?:ip(?!y)|addr|src|source|dst|dest|host|remote)[\w.]{0,15}|(?<![pz])ip|addr(?:ess)?|host)["')\]]{0,3}\s*[=~<>!]=?=\s*$/i;
const LONGEST_NUMBERED = 50;
// What stands between the numbers of a row; where the first is a version, all are.
const NEXT_OF_ROW = /^\s?(?:,|and|or|to|through|[-\u2013]|->|\u2192)\s?$/;
const LONGEST_OF_ROW = 9;

const COLONS_OR_DASHES = /(?<![\w:-])[\da-f]{2}([:-])(?:[\da-f]{2}\1){4}[\da-f]{2}(?![:-]?\w)/gi;
const DOTTED = /(?<![\w.])(?=[\d.]{0,13}[a-f])[\da-f]{4}\.[\da-f]{4}\.[\da-f]{4}(?!\w|\.\w)/gi;
// The middle of a hardware address. Most texts have no such part, which is seen in a tenth of the time.
const PART_OF_MAC = /[:-][\da-f]{2}[:-]|\.[\da-f]{4}\./i;

/** Addresses of machines: IPv4 and IPv6, with the length of their prefix or their zone, without their port. */
export function findIpAddresses(text: string): Found[] {
  return withoutOverlaps([...findIpv6(text), ...findIpv4(text)]);
}

function findIpv4(text: string): Found[] {
  const found: Found[] = [];
  let numberedEnd = -Infinity;
  for (const { 0: address, index } of text.matchAll(IPV4)) {
    const end = index + address.length;
    if (isNumbered(text, index, end) || isNextOfRow(text, numberedEnd, index)) numberedEnd = end;
    else if (isIPv4(address)) found.push({ type: 'IP_ADDRESS', start: index, end: prefixEnd(text, end, 32) });
  }
  return found;
}

/** True for a version and the like; what has a port is an address, as in `db-1/10.1.2.3:5432`. */
function isNumbered(text: string, start: number, end: number): boolean {
  if (/^:\d/.test(text.slice(end, end + 2))) return false;
  const before = text.slice(Math.max(0, start - LONGEST_NUMBERED), start);
  return [NUMBERED, PRODUCT].some((form) => form.test(before)) || isComparedVersion(before);
}

function isComparedVersion(before: string): boolean {
  return COMPARED.test(before) && !COMPARED_ADDRESS.test(before);
}

function isNextOfRow(text: string, last: number, start: number): boolean {
  return start - last <= LONGEST_OF_ROW && NEXT_OF_ROW.test(text.slice(last, start));
}

function findIpv6(text: string): Found[] {
  const found: Found[] = [];
  if (!text.includes(':')) return found;
  for (const { 0: run, index } of text.matchAll(IPV6)) {
    const address = withoutStop(run);
    if (!MAY_BE_IPV6.test(address) || !isIPv6(address) || !/\d/.test(address) || isSlice(text, index)) continue;
    const end = index + address.length;
    ZONE.lastIndex = end;
    found.push({ type: 'IP_ADDRESS', start: index, end: ZONE.test(text) ? ZONE.lastIndex : prefixEnd(text, end, 128) });
  }
  return found;
}

/** A full stop or a colon behind an address belongs to the sentence; two colons are of the address. */
function withoutStop(run: string): string {
  return isIP(run) ? run : run.replace(/[.:]$/, '');
}

/** `rows[::2]` is every second row. */
function isSlice(text: string, start: number): boolean {
  return text.charAt(start - 1) === '[' && /[\w)\]]/.test(text.charAt(start - 2));
}

function prefixEnd(text: string, end: number, longest: number): number {
  PREFIX_LENGTH.lastIndex = end;
  const match = PREFIX_LENGTH.exec(text);
  return match && Number(match[1]) <= longest ? PREFIX_LENGTH.lastIndex : end;
}

/** Hardware addresses of six bytes. */
export function findMacAddresses(text: string): Found[] {
  if (!PART_OF_MAC.test(text)) return [];
  return [COLONS_OR_DASHES, DOTTED].flatMap((form) =>
    [...text.matchAll(form)].map(({ 0: address, index }) => ({
      type: 'MAC_ADDRESS',
      start: index,
      end: index + address.length,
    })),
  );
}
