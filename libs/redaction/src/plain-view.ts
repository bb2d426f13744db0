import { Kind, kindOf } from './character-kind';
import { plainForm } from './plain-form';
import type { Span } from './spans';
import { atOnce, type Steps } from './steps';

/** A text as a reader takes it, with every disguise taken off, and the way back from there to the text as it is. */
export interface PlainView {
  readonly text: string;
  /** The part of the original that a span of the view stands for. */
  origin(span: Span): Span;
}

const ENTITY = '&(?:amp;){0,2}(?:#\\d{1,7}|#x[\\da-f]{1,6}|commat|period|nbsp|shy|zwn?j);?';
const CODE = '0[9ad]|[2-7][\\da-f]';
const ESCAPE = `%(?:25){0,2}(?:${CODE})|\\\\{1,4}(?:u00(?:${CODE})|x(?:${CODE})|[nrt])`;
// Quoted-printable, where no number can be meant that follows an equals sign.
const QUOTED = '=40(?=\\d{0,9}\\p{L}[\\p{L}\\p{N}-]{0,62}(?:\\.|=2E)\\p{L})|=2E(?=\\p{L})';
const BRACKETED = '[[({<]\\s?(?:at|dot|\\.)\\s?[\\])}>]\\s{0,2}';
const WORD = ' at (?=[\\p{L}\\p{N}-]{1,63} dot )| dot (?=\\p{L})';
// Names in programs have `_at_` and dots as well, so the end must be one of domains that is of no file or member.
const DOMAIN_END = 'com|org|net|edu|gov|info|biz|io|dev|app|eu|uk|de|fr|es|nl|ch|se|dk|be|ca|au|jp|cn|ru|br|us|example';
const JOINED = [
  `_at_(?=(?:[\\p{L}\\p{N}-]{1,63}(?:\\.|_dot_)){1,8}(?:${DOMAIN_END})(?![\\p{L}_-]))`,
  '-at-(?=[\\p{L}\\p{N}]{1,63}-dot-)',
  '([-_])dot\\1(?=\\p{L})',
].join('|');
const WRITTEN_WORDS = / dot |[-_]at[-_]/i;
const WRITTEN_OUT = new RegExp([ENTITY, ESCAPE, QUOTED, BRACKETED, WORD, JOINED].join('|'), 'iuy');
const MAX_SPACES = 2;
/** Signs that are read in one step. */
const STEP = 1_024;

// All but the blocks of which no disguise is made (a spec keeps it true); few blocks, as every one costs time.
const SUSPICIOUS =
  /[^\x00-$')-;>-Z\]-z|-\xa9\xbb-\u017e\u0400-\u0482\u2010-\u2023\u20a0-\u20bf\u3003-\u3029\u30a0-\u30ff\u4e00-\u9fff\uac00-\ud7a3]/g;
const SUSPICIOUS_OR_WORD = new RegExp(`${SUSPICIOUS.source}|[ _-](?=(?:at|dot)[ _-])`, 'gi');

/** True for characters that {@link plainView} looks at. */
export function isSuspicious(character: string): boolean {
  return nextSign(SUSPICIOUS, character, 0) === 0;
}

/** Looks through a text once; where nothing is disguised, the text is its own view. */
export function plainView(text: string): PlainView {
  return atOnce(plainViewInSteps(text));
}

/** The same in steps. */
export function* plainViewInSteps(text: string): Steps<PlainView> {
  const signs = WRITTEN_WORDS.test(text) ? SUSPICIOUS_OR_WORD : SUSPICIOUS;
  const first = nextSign(signs, text, 0);
  const view = new FoldedView(text);
  if (first < text.length) yield* view.read(signs, first);
  return view.isFolded ? view : { text, origin: (span) => span };
}

/** Where the next sign of a disguise is, which is always one code unit; the end when there is none. */
function nextSign(signs: RegExp, text: string, from: number): number {
  signs.lastIndex = from;
  return signs.test(text) ? signs.lastIndex - 1 : text.length;
}

/** Each fold stands for a part of the original by one character or by none; between folds both texts are the same. */
class FoldedView implements PlainView {
  text = '';
  private copied = 0;
  private readonly at: number[] = [];
  private readonly width: number[] = [];
  private readonly from: number[] = [];
  private readonly to: number[] = [];

  constructor(private readonly original: string) {}

  /** Reads the text from its first sign on, once. */
  *read(signs: RegExp, firstSign: number): Steps<void> {
    const { original } = this;
    let looked = 0;
    for (let index = firstSign; index < original.length;) {
      if ((looked += 1) % STEP === 0) yield;
      const end = this.readSign(index);
      // Among other scripts every character may be a sign, and reading one costs less than a search.
      index = original.charCodeAt(end) < 0x80 ? nextSign(signs, original, end) : end;
    }
    this.text += original.slice(this.copied);
  }

  get isFolded(): boolean {
    return this.at.length > 0;
  }

  origin({ start, end }: Span): Span {
    return { start: this.characterAt(start).start, end: this.characterAt(end - 1).end };
  }

  /** Reads what may be a disguise, and says where to go on. */
  private readSign(index: number): number {
    const code = this.original.codePointAt(index) ?? 0;
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
