import type { Piece } from './decoders/decoder';
import { Transcript } from './decoders/transcript';

/** Pieces shorter than this are parts of a sentence, so they are read with what stands around them. */
const SHORT = 24;
const CONTEXT = 60;

/** Decoded pieces as one text: below one another, or, when they are short words, with the words between and around them. */
export function joined(text: string, pieces: readonly Piece[], areWords: boolean): Transcript {
  const letters = pieces.reduce((sum, { decoded }) => sum + decoded.text.length, 0);
  return areWords && letters < SHORT * pieces.length ? inContext(text, pieces) : belowOneAnother(pieces);
}

function belowOneAnother(pieces: readonly Piece[]): Transcript {
  const [first, ...others] = pieces;
  if (first && others.length === 0) return first.decoded;
  const transcript = new Transcript();
  for (const { start, decoded } of pieces) {
    if (transcript.text !== '') transcript.add('\n', start, start + 1);
    transcript.append(decoded);
  }
  return transcript;
}

function inContext(text: string, pieces: readonly Piece[]): Transcript {
  const transcript = new Transcript();
  let copied = 0;
  for (const { start, end, decoded } of pieces) {
    if (start - copied > 2 * CONTEXT) {
      if (copied > 0) transcript.copy(text, copied, copied + CONTEXT);
      copied = start - CONTEXT;
    }
    transcript.copy(text, copied, start);
    transcript.append(decoded);
    copied = end;
  }
  transcript.copy(text, copied, Math.min(text.length, copied + CONTEXT));
  return transcript;
}
