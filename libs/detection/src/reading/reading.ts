import type { PlainView, Span } from '@gauntlet/redaction';
import { DECODERS } from './decoders/all-decoders';
import type { Decoder, Piece } from './decoders/decoder';
import { HIDDEN } from './decoders/hidden';
import { chained, firstView } from './first-view';
import { joined } from './joined';
import { isLanguage, isPrintable } from './likeness';
import { signsOf } from './signs';

/** One way in which a text can be read. */
export interface View {
  /** Case and scripts as written, disguises taken off. */
  readonly text: string;
  /** What it was decoded from, such as `base64`, or `rot13 in base64`; null for the text itself. */
  readonly encoding: string | null;
  /** The part of the given text that a part of this view stands for. */
  origin(span: Span): Span;
}

/** A text, made ready once for all detectors. */
export interface Reading {
  /** The text as it was given. */
  readonly source: string;
  /** The plain view first, then what was found encoded in it. */
  readonly views: readonly View[];
  /** False when more is encoded in the text than is worth decoding: encodings in encodings that only cost time. */
  readonly isComplete: boolean;
}

const MAX_DEPTH = 3;
/** Characters that are decoded for each character of the source. Encodings make a text longer, so that even three in one another need less than two. */
const DECODED_SHARE = 3;
const DECODED_LEAST = 1_000;
const LEAST_DECODED = 8;
/** Characters that can be written and make no sense by chance, which fewer may be. */
const LEAST_LAYER = 16;

/** Makes a text ready for the detectors. Never throws; time is linear in the length of the text. */
export function readText(source: string): Reading {
  return new Reader(source);
}

/** A text that may hold encoded ones: as given or as decoded, and as it is read. */
interface Layer {
  readonly raw: PlainView;
  readonly plain: View;
  readonly depth: number;
}

class Reader implements Reading {
  readonly views: View[] = [];
  isComplete = true;
  private readonly seen = new Set<string>();
  private readonly layers: Layer[] = [];
  private left: number;

  constructor(readonly source: string) {
    this.left = DECODED_LEAST + DECODED_SHARE * source.length;
    const plain = { encoding: null, ...chained({ origin: (span) => span }, firstView(source)) };
    this.views.push(plain);
    this.layers.push({ raw: { text: source, origin: (span) => span }, plain, depth: 0 });
    // Breadth first: what costs most to find comes last.
    for (let layer = this.layers.shift(); layer; layer = this.layers.shift()) this.open(layer);
  }

  private open(layer: Layer): void {
    const signs = signsOf(layer.plain.text);
    for (const decoder of HIDDEN) this.take(decoder, layer, layer.raw, decoder.decode(layer.raw.text, signs));
    for (const decoder of DECODERS) this.take(decoder, layer, layer.plain, decoder.decode(layer.plain.text, signs));
  }

  private take(
    { encoding, holdsBytes }: Decoder,
    { plain, depth }: Layer,
    { text, origin }: PlainView,
    pieces: readonly Piece[],
  ): void {
    const readable = pieces.filter(({ decoded }) => (holdsBytes ? isPrintable : isLanguage)(decoded.text));
    const alone = readable.map((piece) => piece.decoded.text).join(' ');
    const isSentence = alone.length >= LEAST_DECODED && isLanguage(alone);
    if (!isSentence && alone.length < LEAST_LAYER) return;
    const decoded = joined(text, readable, isSentence);
    if (this.seen.has(decoded.text)) return;
    this.seen.add(decoded.text);
    this.left -= decoded.text.length;
    if (this.left < 0) this.isComplete = false;
    if (!this.isComplete) return;
    const raw = chained({ origin }, decoded);
    const read = chained(raw, firstView(raw.text));
    const view = { ...read, encoding: plain.encoding === null ? encoding : `${encoding} in ${plain.encoding}` };
    if (isLanguage(view.text) || (holdsBytes && readable.some(isMessage))) this.views.push(view);
    if (holdsBytes && depth + 1 < MAX_DEPTH) this.layers.push({ raw, plain: view, depth: depth + 1 });
  }
}

/** True for a piece that says something by itself, whatever else is encoded beside it. */
function isMessage({ decoded }: Piece): boolean {
  return decoded.text.length >= LEAST_LAYER && isLanguage(decoded.text);
}
