/** Where what is read of a text is written before anybody knows how much there is. What an earlier text left stays. */
export interface Scratch {
  readonly buckets: Uint32Array;
  /** Of each character, and of the end of the text. */
  readonly kinds: Uint8Array;
  readonly folded: Uint16Array;
  /** Of each token, of which there are no more than characters. */
  readonly first: Uint32Array;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  readonly kindsOfTokens: Uint8Array;
  readonly hashes: Int32Array;
  readonly marks: Uint32Array;
}

/** Characters: longer than the pieces of long texts. What was made for a longer text is not kept. */
const MOST_KEPT = 16_384;

let kept = scratchOf(0, 0);

/** The same memory for each text: room for all that there might be is ten times what there is, and is cleared when it is new. */
export function scratchFor(length: number, buckets: number): Scratch {
  if (kept.starts.length >= length && kept.buckets.length >= buckets) return kept;
  if (length > MOST_KEPT) return scratchOf(length, buckets);
  kept = scratchOf(Math.max(length, kept.starts.length), Math.max(buckets, kept.buckets.length));
  return kept;
}

function scratchOf(length: number, buckets: number): Scratch {
  return {
    buckets: new Uint32Array(buckets),
    kinds: new Uint8Array(length + 1),
    folded: new Uint16Array(length + 1),
    first: new Uint32Array(length + 1),
    starts: new Uint32Array(length),
    ends: new Uint32Array(length),
    kindsOfTokens: new Uint8Array(length),
    hashes: new Int32Array(length),
    marks: new Uint32Array(length + 2),
  };
}
