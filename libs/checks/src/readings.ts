import { disjointInSteps, type Found, type Reading, readText, windows } from '@gauntlet/detection';
import { inTurns, isTurnOver, nextTurn } from '@gauntlet/timing';

/**
 * Characters that a detector looks at within a few milliseconds, and what an attack or a value across the end of a piece may
 * be long. A word of up to half a piece is never cut.
 */
const PIECE = { length: 8_192, overlap: 2_048 };
/** A private key of 4,096 bits has 3,400 characters in many lines. */
const PIECE_WITH_KEYS = { length: 12_288, overlap: 4_096 };
const KEY = /PRIVATE KEY|PuTTY-User-Key/;

/** A part of a long text that is read by itself, once somebody looks at it. */
interface Piece {
  readonly start: number;
  readonly end: number;
  reading?: Reading;
}

/** What was encoded in a text, as it reads. */
export interface DecodedText {
  /** Such as `base64`, or `rot13 in base64`. */
  readonly encoding: string;
  readonly text: string;
}

/** The texts of one examination, each read once. A long text is read in pieces, and the event loop is free between them. */
export class Readings {
  private readonly known = new Map<string, readonly Piece[]>();

  /** What `look` says of each piece of a text, with where the piece starts. */
  async each<T>(text: string, look: (reading: Reading) => T): Promise<{ start: number; said: T }[]> {
    const all: { start: number; said: T }[] = [];
    for (const piece of this.piecesOf(text)) {
      const { start } = piece;
      const reading = piece.reading ?? (await this.read(text, piece));
      if (isTurnOver()) await nextTurn();
      all.push({ start, said: look(reading) });
    }
    return all;
  }

  /** What a detector finds in a text, in reading order; what lies in two pieces is named once. */
  async found(text: string, find: (reading: Reading) => readonly Found[]): Promise<Found[]> {
    const said = await this.each(text, find);
    const first = said[0];
    if (first && said.length === 1) return [...first.said];
    return inTurns(disjointInSteps(allMoved(said)));
  }

  /** What is encoded in a text. */
  async decoded(text: string): Promise<DecodedText[]> {
    const said = await this.each(text, ({ views }) => views);
    return said.flatMap(({ said: views }) =>
      views.flatMap((view) => (view.encoding === null ? [] : [{ encoding: view.encoding, text: view.text }])),
    );
  }

  private async read(text: string, piece: Piece): Promise<Reading> {
    if (isTurnOver()) await nextTurn();
    return (piece.reading = readText(text.slice(piece.start, piece.end)));
  }

  private piecesOf(text: string): readonly Piece[] {
    const known = this.known.get(text);
    if (known) return known;
    const pieces: Piece[] = windows(text, KEY.test(text) ? PIECE_WITH_KEYS : PIECE);
    this.known.set(text, pieces);
    return pieces;
  }
}

function* allMoved(pieces: readonly { start: number; said: readonly Found[] }[]): Generator<Found> {
  for (const { start, said } of pieces) for (const part of said) yield moved(part, start);
}

/** What was found in a piece, where it stands in the text that the piece begins in. */
export function moved({ type, start, end }: Found, by: number): Found {
  return { type, start: start + by, end: end + by };
}
