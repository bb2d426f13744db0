import { BoundedMemory } from '@gauntlet/timing';
import type { Reading } from '../reading/reading';

const NOT_WRITTEN = /[^\p{L}\p{N}]+/gu;
/** Of fewer characters some form may stand in a text by chance. */
const LEAST_ENCODED = 12;
const LETTERS = 26;
const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

/** Encodings that show by the same sign: few texts in words have it, and making the forms costs five times as much as a look. */
interface Family {
  readonly sign: RegExp;
  encodings(bytes: Buffer): string[];
}

/** Found in a text without separators and in small letters. */
const WRITTEN_FAMILIES: readonly Family[] = [
  { sign: /(?:\d\D{0,9}){16}/, encodings: codes },
  // Within a word, words have no such case and no such digits; the digits of a code may also stand one by one.
  { sign: /[a-z][A-Z\d]|\d[A-Za-z]|[A-Z](?:\d|[A-Z2-7]{7})|(?:[A-Za-z\d][^A-Za-z\d]{1,3}){8}/, encodings: digits },
];
/** In characters that no reader sees, found in a text as given. */
const UNSEEN: Family = { sign: /[\udb40\ufe00-\ufe0f]/, encodings: unseen };

/**
 * A secret mark in every form that is looked for. As the mark is known, nothing need be decoded, which would need words of a
 * language to tell what is right.
 */
export class MarkForms {
  /** Without separators, in small letters. */
  readonly bare: string;
  /** False for a mark so short that chance may write it in some form. */
  readonly canBeEncoded: boolean;
  /** What is known of readings, as several checks of an answer ask for the same mark. */
  readonly told = new WeakMap<Reading, boolean>();
  private readonly spellings: readonly Buffer[];
  private readonly reversed: string;
  private readonly longestNumber: string;
  private readonly made = new Map<Family, readonly string[]>();
  private enciphered: readonly string[] | null = null;

  constructor(mark: string) {
    this.bare = bareText(mark);
    this.canBeEncoded = this.bare.length >= LEAST_ENCODED;
    this.reversed = reversed(this.bare);
    this.longestNumber = (this.bare.match(/\d+/g) ?? []).reduce(
      (one, other) => (other.length > one.length ? other : one),
      '',
    );
    this.spellings = [mark, mark.toUpperCase(), this.bare, reversed(mark)].map((spelling) => Buffer.from(spelling));
  }

  /** Whether a text holds an encoded form. @param written the text without separators, in small letters */
  isEncodedIn(text: string, written: string): boolean {
    if (written.includes(this.reversed) || this.isEncipheredIn(written)) return true;
    return WRITTEN_FAMILIES.some((family) => family.sign.test(text) && this.isIn(written, family));
  }

  /** Whether a text holds a form that no reader sees. */
  isUnseenIn(source: string): boolean {
    return UNSEEN.sign.test(source) && this.isIn(source, UNSEEN);
  }

  private isIn(text: string, family: Family): boolean {
    const forms = this.made.get(family) ?? this.spellings.flatMap((bytes) => family.encodings(bytes));
    this.made.set(family, forms);
    return forms.some((form) => text.includes(form));
  }

  /** A cipher of letters leaves the numbers of a mark. */
  private isEncipheredIn(written: string): boolean {
    if (!written.includes(this.longestNumber)) return false;
    return (this.enciphered ??= enciphered(this.bare)).some((form) => written.includes(form));
  }
}

// The checks of an answer look for the same mark, in each piece of it.
const known = new BoundedMemory<MarkForms>({ entries: 50 });

/** The forms of a mark. */
export function markForms(mark: string): MarkForms {
  const forms = known.get(mark) ?? new MarkForms(mark);
  known.set(mark, forms);
  return forms;
}

/** A text without separators, in small letters. */
export function bareText(text: string): string {
  return text.replace(NOT_WRITTEN, '').toLowerCase();
}

function reversed(text: string): string {
  return [...text].reverse().join('');
}

/** By every shift of the alphabet, rot13 among them, and by its mirror. */
function enciphered(bare: string): string[] {
  const shifts = Array.from({ length: LETTERS - 1 }, (_, shift) => (letter: number) => (letter + shift + 1) % LETTERS);
  return [...shifts, (letter: number) => LETTERS - 1 - letter].map((cipher) =>
    bare.replace(/[a-z]/g, (letter) => String.fromCharCode(0x61 + cipher(letter.charCodeAt(0) - 0x61))),
  );
}

/** Each byte as a number. */
function codes(bytes: Buffer): string[] {
  const each = (written: (byte: number) => string) => Array.from(bytes, written).join('');
  return [
    bytes.toString('hex'),
    each((byte) => `0x${byte.toString(16).padStart(2, '0')}`),
    each((byte) => `u${byte.toString(16).padStart(4, '0')}`),
    each((byte) => byte.toString()),
    each((byte) => byte.toString(8).padStart(3, '0')),
    each((byte) => byte.toString(2).padStart(8, '0')),
  ];
}

/** Bytes in digits of base64 and of base32, each of which holds bits of two bytes. */
function digits(bytes: Buffer): string[] {
  return [...[0, 1, 2].map((before) => base64Behind(bytes, before)), ...base32At(bytes)].map(bareText);
}

/** The digits that hold nothing but the bytes, where so many others stand before them. */
function base64Behind(bytes: Buffer, before: number): string {
  const first = Math.ceil((before * 8) / 6);
  const end = Math.floor(((before + bytes.length) * 8) / 6);
  return Buffer.concat([Buffer.alloc(before), bytes])
    .toString('base64')
    .slice(first, end);
}

/** The same of base32, for each of the five places in which the first digit may begin. */
function base32At(bytes: Buffer): string[] {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
  return Array.from({ length: 5 }, (_, skipped) =>
    (bits.slice(skipped).match(/.{5}/g) ?? []).map((digit) => BASE32.charAt(Number.parseInt(digit, 2))).join(''),
  );
}

/** Tags, and variation selectors: sixteen for the first bytes and 240 for the others. */
function unseen(bytes: Buffer): string[] {
  const tags = Array.from(bytes, (byte) => 0xe0000 + byte);
  const selectors = Array.from(bytes, (byte) => (byte < 16 ? 0xfe00 + byte : 0xe0100 + byte - 16));
  return [tags, selectors].map((characters) => String.fromCodePoint(...characters));
}
