import type { Span } from '@gauntlet/redaction';
import { Bytes } from './bytes';
import type { Decoder, Piece } from './decoder';

interface Alphabet {
  readonly encoding: string;
  readonly digits: string;
  readonly bits: number;
  readonly token: RegExp;
  /** A part of a token that stands for itself, where the token holds more than what is encoded. */
  readonly core: RegExp;
}

const BASE64: Alphabet = {
  encoding: 'base64',
  digits: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_',
  bits: 6,
  token: /[\w+/-]{2,}={0,2}/g,
  core: /[A-Za-z\d]{12,}={0,2}/g,
};
const BASE32: Alphabet = {
  encoding: 'base32',
  digits: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567',
  bits: 5,
  token: /[A-Z2-7]{8,}={0,6}/g,
  core: /[A-Z2-7]{16,}={0,6}/g,
};

/** What words and names look like; what is encoded changes between small and capital letters without a rule. */
const ORDINARY = /^(?:[A-Z]?[a-z]+|[A-Z]+|\d+)(?:[-_/](?:[A-Z]?[a-z]+|[A-Z]+|\d+))*$/;
const GAP = /^[\s"'+,;|>\\]{0,12}$/;
const LEAST_LENGTH = 12;
/** Digits of one word; fewer are lost among words that are encoded one by one without their padding. */
const LEAST_ALONE = 4;
const LEAST_TURNS = 2;
/** So many bytes are looked at to see whether the rest is worth it; images and hashes are not. */
const HEAD = 24;

function decoder(alphabet: Alphabet): Decoder {
  const values = valuesOf(alphabet);
  /** What a row of tokens holds, or null when it holds nothing that can be read. */
  const read = (text: string, tokens: readonly Span[]): Piece | null => {
    const [start, end] = [tokens[0]?.start ?? 0, tokens.at(-1)?.end ?? 0];
    if (!beginsWritten(text, tokens, values, alphabet.bits)) return null;
    const bytes = new Bytes(end - start);
    eachByte(text, tokens, values, alphabet.bits, (value, from, to) => {
      bytes.push(value, from, to);
      return true;
    });
    return bytes.isPrintable ? { start, end, decoded: bytes.decoded } : null;
  };
  const each = (text: string, tokens: readonly Span[]) =>
    tokens
      .filter(({ start, end }) => end - start >= LEAST_ALONE)
      .map((token) => read(text, [token]))
      .filter((piece) => piece !== null);
  return {
    encoding: alphabet.encoding,
    holdsBytes: true,
    decode(text, { turns }) {
      if (turns < LEAST_TURNS) return [];
      return rowsOf(text, alphabet.token).flatMap((tokens) => {
        const whole = areLines(tokens) ? read(text, tokens) : null;
        return whole ?? oneByOne(text, tokens);
      });
    },
  };

  function oneByOne(text: string, tokens: readonly Span[]): Piece[] {
    const pieces = each(text, tokens);
    if (pieces.length === tokens.length) return pieces;
    const whole = read(text, tokens);
    if (whole) return [whole];
    return pieces.length > 0 ? pieces : each(text, coresOf(text, tokens, alphabet.core));
  }
}

export const BASE_64_AND_32: readonly Decoder[] = [decoder(BASE64), decoder(BASE32)];

function valuesOf({ digits, bits }: Alphabet): Int8Array {
  const values = new Int8Array(0x80).fill(-1);
  // The last two of base64 have other signs in its form for URLs.
  [...digits].forEach((digit, index) => (values[digit.charCodeAt(0)] = index < 1 << bits ? index : index - 2));
  return values;
}

/** Tokens that are no ordinary words, in rows: what is encoded is broken over lines, or word by word. */
function rowsOf(text: string, token: RegExp): Span[][] {
  const rows: Span[][] = [];
  let row: Span[] = [];
  for (const { 0: written, index } of text.matchAll(token)) {
    const last = row.at(-1);
    const continues = last !== undefined && GAP.test(text.slice(last.end, Math.min(index, last.end + 13)));
    // A line may look like a word by chance.
    if (ORDINARY.test(written) && !(continues && last.end - last.start === written.length)) continue;
    if (!continues) rows.push((row = []));
    row.push({ start: index, end: index + written.length });
  }
  return rows.filter((tokens) => tokens.reduce((sum, { start, end }) => sum + end - start, 0) >= LEAST_LENGTH);
}

/** Lines that were broken at a width are of one length but for the last. */
function areLines(tokens: readonly Span[]): boolean {
  const width = (tokens[0]?.end ?? 0) - (tokens[0]?.start ?? 0);
  return tokens.every(({ start, end }, index) =>
    index < tokens.length - 1 ? end - start === width : end - start <= width,
  );
}

function coresOf(text: string, tokens: readonly Span[], core: RegExp): Span[] {
  return tokens.flatMap(({ start, end }) =>
    [...text.slice(start, end).matchAll(core)].map(({ 0: part, index }) => ({
      start: start + index,
      end: start + index + part.length,
    })),
  );
}

/** Whether the first bytes can be of a text in UTF-8, or in UTF-16, of which every second byte is zero. */
function beginsWritten(text: string, spans: readonly Span[], values: Int8Array, bits: number): boolean {
  let [read, following, isWritten] = [0, 0, true];
  eachByte(text, spans, values, bits, (value) => {
    read += 1;
    if (following > 0) isWritten = (value & 0xc0) === 0x80;
    else
      isWritten = value >= 0x20 ? value !== 0x7f : (value >= 0x09 && value <= 0x0d) || (value === 0 && read % 2 === 0);
    following = following > 0 ? following - 1 : followingOf(value);
    return (isWritten &&= following >= 0) && read < HEAD;
  });
  return isWritten && read > 0;
}

/** How many bytes of its character follow the first one in UTF-8; -1 when none begins with it. */
function followingOf(first: number): number {
  if (first < 0x80) return 0;
  if (first < 0xc2 || first > 0xf4) return -1;
  return first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
}

/** Calls for each byte with the digits that hold a bit of it, until the answer is no. */
function eachByte(
  text: string,
  spans: readonly Span[],
  values: Int8Array,
  bits: number,
  found: (value: number, from: number, to: number) => boolean,
): void {
  let [held, width, from] = [0, 0, 0];
  for (const { start, end } of spans) {
    for (let index = start; index < end; index += 1) {
      const value = values[text.charCodeAt(index)] ?? -1;
      if (value < 0) continue;
      if (width === 0) from = index;
      held = ((held << bits) | value) & 0xffff;
      width += bits;
      if (width < 8) continue;
      width -= 8;
      if (!found((held >> width) & 0xff, from, index + 1)) return;
      from = index;
    }
  }
}
