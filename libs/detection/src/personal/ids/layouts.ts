import type { IdKind } from './id-kind';

/** A kind in one of its layouts. */
export interface LaidOut {
  readonly kind: IdKind;
  readonly anywhere: boolean;
}

/** A place in the tree of all layouts; what ends there is a layout of these kinds. */
interface Place {
  readonly next: (Place | undefined)[];
  readonly ending: LaidOut[];
}

/** Classes of characters; everything else ends a number. */
enum Class {
  none,
  digit,
  letter,
  either,
  dash,
  dot,
  slash,
  opening,
  closing,
}

const CLASS_OF_SIGN: Readonly<Record<string, Class>> = {
  '9': Class.digit,
  A: Class.letter,
  X: Class.either,
  '-': Class.dash,
  '.': Class.dot,
  '/': Class.slash,
  '(': Class.opening,
  ')': Class.closing,
};
const CLASSES = new Uint8Array(0x10000);
for (const character of '0123456789') CLASSES[character.charCodeAt(0)] = Class.digit;
for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz')
  CLASSES[character.charCodeAt(0)] = Class.letter;
for (const character of '- ') CLASSES[character.charCodeAt(0)] = Class.dash;
CLASSES['.'.charCodeAt(0)] = Class.dot;
CLASSES['/'.charCodeAt(0)] = Class.slash;
CLASSES['('.charCodeAt(0)] = Class.opening;
CLASSES[')'.charCodeAt(0)] = Class.closing;

/** True for an ASCII letter or digit. */
export function isAlphanumeric(code: number): boolean {
  const small = code | 0x20;
  return (code >= 0x30 && code <= 0x39) || (small >= 0x61 && small <= 0x7a);
}

/** All layouts in one tree, so that a text is compared with all of them at once and most of it with hardly any. */
export class Layouts {
  private readonly exact = newPlace();
  private readonly mixed = newPlace();

  constructor(kinds: readonly IdKind[]) {
    for (const kind of kinds) {
      for (const layout of listOf(kind.anywhere)) this.add(layout, { kind, anywhere: true });
      for (const layout of listOf(kind.inContext)) this.add(layout, { kind, anywhere: false });
    }
  }

  /** Calls `visit` for each end of a layout that begins at `start`, shortest first for layouts of one sort. */
  read(text: string, start: number, visit: (end: number, ending: readonly LaidOut[]) => void): void {
    this.walk(this.exact, text, start, visit);
    this.walk(this.mixed, text, start, visit);
  }

  private walk(
    root: Place,
    text: string,
    start: number,
    visit: (end: number, ending: readonly LaidOut[]) => void,
  ): void {
    let place: Place | undefined = root;
    for (let at = start; place && at < text.length; at += 1) {
      const found = CLASSES[text.charCodeAt(at)] ?? Class.none;
      const isMixed = root === this.mixed && (found === Class.digit || found === Class.letter);
      place = place.next[isMixed ? Class.either : found];
      if (place && place.ending.length > 0 && !isAlphanumeric(text.charCodeAt(at + 1))) visit(at + 1, place.ending);
    }
  }

  private add(layout: string, laidOut: LaidOut): void {
    let place = layout.includes('X') ? this.mixed : this.exact;
    for (const sign of layout) place = place.next[CLASS_OF_SIGN[sign] ?? Class.none] ??= newPlace();
    place.ending.push(laidOut);
  }
}

function newPlace(): Place {
  return { next: [], ending: [] };
}

function listOf(layouts: string | undefined): string[] {
  return layouts?.split(' ') ?? [];
}
