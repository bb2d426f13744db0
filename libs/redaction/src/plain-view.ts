import { kindOf, Kind, KNOWN_KINDS } from './character-kind';
import { plainForm } from './plain-form';
import type { Span } from './spans';

/** A text as a reader takes it, with every disguise taken off, and the way back from there to the text as it is. */
export interface PlainView {
  readonly text: string;
  /** The part of the original that a span of the view stands for. */
  origin(span: Span): Span;
}

const ENTITY = '&(?:amp;){0,2}(?:#\\d{1,7}|#x[\\da-f]{1,6}|commat|period|nbsp|shy|zwn?j);?';
const ESCAPE = '%(?:25){0,2}[2-7][\\da-f]|\\\\u00[2-7][\\da-f]|\\\\x[2-7][\\da-f]';
const BRACKETED = '[[({<]\\s?(?:at|dot|\\.)\\s?[\\])}>]\\s{0,2}';
const WORD = ' at (?=[\\p{L}\\p{N}-]{1,63} dot )| dot (?=\\p{L})';
const WRITTEN_DOT = / dot /i;
const WRITTEN_OUT = new RegExp([ENTITY, ESCAPE, BRACKETED, WORD].join('|'), 'iuy');
const MAX_SPACES = 2;
// Read once: the loop over every character of a text compares with it.
const PLAIN = Kind.plain;

// Every block of characters that some disguise is made of, so that most texts get by with one look; a spec keeps it true.
const SUSPICIOUS =
  /[\u00aa-\u00ba\u017f\u02b0-\u037e\u0483-\u0489\u0591-\u1fff\u200b-\u200f\u2024\u2028-\u202e\u2060-\u217f\u2460-\u24ea\u2c7c-\u2dff\u3002\u302a-\u302f\u3099\u309a\u3164\ua620-\uabff\ud800-\udfff\ufb1e-\ufb29\ufe00-\uffff]/;
const WRITTEN_OUT_SIGN = /&[#a-z]|%[2-7]|\\[ux]|[[({<]\s?[.ad]| dot /i;

/** True for characters that {@link plainView} looks at. */
export function isSuspicious(character: string): boolean {
  return SUSPICIOUS.test(character);
}

/** Looks through a text once; where nothing is disguised, the text is its own view. */
export function plainView(text: string): PlainView {
  if (!SUSPICIOUS.test(text) && !WRITTEN_OUT_SIGN.test(text)) return { text, origin: (span) => span };
  const view = new FoldedView(text);
  return view.isPlain ? { text, origin: (span) => span } : view;
}

/** Each fold stands for a part of the original by one character or by none; between folds both texts are the same. */
class FoldedView implements PlainView {
  text = '';
  private copied = 0;
  private readonly at: number[] = [];
  private readonly width: number[] = [];
  private readonly from: number[] = [];
  private readonly to: number[] = [];

  constructor(private readonly original: string) {
    const passedOver = WRITTEN_DOT.test(original) ? Kind.plain : Kind.space;
    const kinds = KNOWN_KINDS;
    for (let index = 0; index < original.length;) {
      const kind = kinds[original.charCodeAt(index)];
      index = kind === PLAIN || kind === passedOver ? index + 1 : this.read(index);
    }
    this.text += original.slice(this.copied);
  }

  get isPlain(): boolean {
    return this.at.length === 0;
  }

  origin({ start, end }: Span): Span {
    return { start: this.characterAt(start).start, end: this.characterAt(end - 1).end };
  }

  /** Reads what may be a disguise, and says where to go on. */
  private read(index: number): number {
    const code = this.original.codePointAt(index) ?? 0;
    kindOf(this.original.charCodeAt(index));
    if (code < 0x80) return this.readWrittenOut(index);
    const end = index + (code > 0xffff ? 2 : 1);
    const kind = kindOf(code);
    if (kind === Kind.plain) return end;
    const character = this.original.slice(index, end);
    if (kind === Kind.form) this.fold(plainForm(character), { start: index, end });
    // After a letter of another script a mark belongs to the word; after ASCII it only hides what stands there.
    else if (kind === Kind.ignored || (kind === Kind.mark && this.followsAscii(index)))
      this.fold('', { start: index, end });
    return end;
  }

  private readWrittenOut(index: number): number {
    WRITTEN_OUT.lastIndex = index;
    const [disguise] = WRITTEN_OUT.exec(this.original) ?? [];
    if (disguise === undefined) return index + 1;
    const end = index + disguise.length;
    const plain = plainForm(disguise);
    if (plain !== disguise) this.fold(plain, { start: this.withoutSpaces(index, disguise), end });
    return end;
  }

  /** Spaces before a word in brackets belong to it: `ann (at) example`. */
  private withoutSpaces(index: number, disguise: string): number {
    let start = index;
    const least = '[({<'.includes(disguise.charAt(0)) ? Math.max(this.copied, index - MAX_SPACES) : index;
    while (start > least && this.original[start - 1] === ' ') start -= 1;
    return start;
  }

  private followsAscii(index: number): boolean {
    return index === this.copied ? index > 0 : this.original.charCodeAt(index - 1) < 0x80;
  }

  private fold(plain: string, { start, end }: Span): void {
    this.text += this.original.slice(this.copied, start);
    this.copied = end;
    this.at.push(this.text.length);
    this.width.push(plain.length);
    this.from.push(start);
    this.to.push(end);
    this.text += plain;
  }

  private characterAt(position: number): Span {
    const fold = this.lastFoldUpTo(position);
    const [at = 0, width = 0, from = 0, to = 0] = [this.at[fold], this.width[fold], this.from[fold], this.to[fold]];
    if (position < at + width) return { start: from, end: to };
    const start = to + position - at - width;
    return { start, end: start + 1 };
  }

  private lastFoldUpTo(position: number): number {
    let low = 0;
    let high = this.at.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.at[middle] ?? 0) <= position) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}
