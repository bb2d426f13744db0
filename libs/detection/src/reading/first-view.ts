import { type PlainView, plainView } from '@gauntlet/redaction';
import { rewritten } from './decoders/rewritten';
import { inOneAlphabet, STYLED, STYLED_CLASS } from './look-alikes';

// What the plain view, which looks for ASCII, leaves: the escapes of all other characters, styled letters, letters under a heap of marks.
const ESCAPES = [
  '(?:%(?:25){0,2}[2-9a-f][\\da-f])+',
  '(?:=[89A-F][\\dA-F])+',
  '(?:\\\\{1,4}x[2-9a-f][\\da-f])+',
  '(?:\\\\{1,4}u[\\da-f]{4})+',
  '\\\\{1,4}(?:u\\{[\\da-f]{1,6}\\}|U000[\\da-f]{5})',
  '&(?:amp;){0,2}(?:#\\d{2,7}|#x[\\da-f]{2,6});',
  '&(?:amp;){0,2}(?:[a-z](?:acute|grave|uml|circ|tilde|cedil|ring|caron)|lt|gt|quot|apos);',
];
const SQUARED = '[\\u{1f130}-\\u{1f149}\\u{1f150}-\\u{1f169}\\u{1f170}-\\u{1f189}\\u{1f1e6}-\\u{1f1ff}]';
const LIGATURES = '[\\ufb00-\\ufb06\\u2474-\\u24b5\\u2160-\\u217f]';
const HEAP_OF_MARKS = '[\\u0300-\\u036f\\u0483-\\u0489\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u20d0-\\u20ff]{2,}';
const FORMS = new RegExp([...ESCAPES, STYLED_CLASS, SQUARED, LIGATURES, HEAP_OF_MARKS].join('|'), 'giu');
const SIGN = /[^\x00-\x7f]|%[2-9a-f][\da-f]|=[89A-F][\dA-F]|\\[ux]|&[#a-z]/i;

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'" };
const ACCENTS: Readonly<Record<string, string>> = {
  acute: '\u0301',
  grave: '\u0300',
  uml: '\u0308',
  circ: '\u0302',
  tilde: '\u0303',
  cedil: '\u0327',
  ring: '\u030a',
  caron: '\u030c',
};

/** A text as a reader takes it: the plain view, and its other characters in their plain form too. */
export function firstView(text: string): PlainView {
  const plain = plainView(text);
  if (!SIGN.test(plain.text)) return plain;
  const shown = rewritten(plain.text, FORMS, plainForm);
  return chained(chained(plain, shown), inOneAlphabet(shown.text));
}

/** The second view, made of the text of the first, as a view of what the first was made of. */
export function chained(first: Pick<PlainView, 'origin'>, second: PlainView): PlainView {
  return { text: second.text, origin: (span) => first.origin(second.origin(span)) };
}

function plainForm(form: string): string {
  const styled = STYLED.get(form);
  if (styled !== undefined) return styled;
  if (/^(?:[%=]|\\+x)/i.test(form)) return fromBytes(form);
  if (/^\\/.test(form)) return fromEscapes(form);
  if (/^&/.test(form)) return fromEntity(form);
  return /^\p{M}/u.test(form) ? '' : (fromEnclosed(form.codePointAt(0) ?? 0) ?? form.normalize('NFKC'));
}

function fromBytes(escaped: string): string {
  const hex = escaped.replace(/%(?:25)*|=|\\+x/gi, '');
  const text = Buffer.from(hex, 'hex').toString('utf8');
  return text.includes('\ufffd') || text.includes('\x7f') ? escaped : text;
}

function fromEscapes(escaped: string): string {
  return escaped.replace(/\\+u(?:\{([\da-f]+)\}|([\da-f]{4}))|\\+U([\da-f]{4}[\da-f]{4})/gi, (escape, ...digits) =>
    character(Number.parseInt(digits.slice(0, 3).find(Boolean), 16), escape),
  );
}

function fromEntity(entity: string): string {
  const name = entity.replace(/^&(?:amp;)*|;$/gi, '');
  if (name.startsWith('#'))
    return character(Number(name.replace(/^#x?/i, (sign) => (sign === '#' ? '' : '0x'))), entity);
  const accent = ACCENTS[name.slice(1).toLowerCase()];
  return NAMED[name.toLowerCase()] ?? (accent === undefined ? entity : (name.charAt(0) + accent).normalize('NFC'));
}

// Control characters stay escaped: nobody reads them.
function character(code: number, escaped: string): string {
  return code < 0x20 || (code >= 0x7f && code < 0xa0) || !(code <= 0x10ffff) ? escaped : String.fromCodePoint(code);
}

/** The letter of one in a box or in brackets; NFKC keeps the brackets, which would cut a word into letters. */
function fromEnclosed(code: number): string | null {
  if (code >= 0x249c && code <= 0x24b5) return String.fromCharCode(0x61 + code - 0x249c);
  if (code >= 0x1f1e6) return String.fromCharCode(0x41 + code - 0x1f1e6);
  return code >= 0x1f130 ? String.fromCharCode(0x41 + ((code - 0x1f130) % 0x20)) : null;
}
