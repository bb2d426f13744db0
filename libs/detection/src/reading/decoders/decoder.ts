import type { Span } from '@gauntlet/redaction';
import type { Signs } from '../signs';
import type { Transcript } from './transcript';

/** A part of a text, and what may be encoded in it. */
export interface Piece extends Span {
  readonly decoded: Transcript;
}

/** Reads what is written in one encoding: pieces in reading order, without overlaps. Whether they make sense is for the caller to see. */
export interface Decoder {
  readonly encoding: string;
  /** Whether it can hold any characters, another encoding too. The others make words of words, so what they make must be of a language. */
  readonly holdsBytes: boolean;
  decode(text: string, signs: Signs): Piece[];
}
