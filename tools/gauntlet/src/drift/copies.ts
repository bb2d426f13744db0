/** So many lines are remembered at least. */
const REMEMBERED = 250_000;
/** Where more of the lines than this share the time of another line, the clock is coarse. */
const COARSE = 0.01;

/**
 * Finds rows that came twice. Rows with an id are copies where the ids are equal. Other lines are copies where they are equal in
 * every byte, unless the clock is so coarse that different lines often have the same time: there equal lines may well be
 * different answers.
 */
export class Copies {
  /** How many there were. */
  found = 0;
  private lines = new Set<number>();
  private times = new Set<number>();
  private olderLines = new Set<number>();
  private olderTimes = new Set<number>();
  private rows = 0;
  private shared = 0;

  isCopy({ id, at }: { readonly id: string | null; readonly at: number }, line: string): boolean {
    const key = hashOf(id === null ? line : `id ${id}`);
    const isSeen = this.lines.has(key) || this.olderLines.has(key);
    const isShared = this.times.has(at) || this.olderTimes.has(at);
    this.rows += 1;
    if (isShared && !isSeen) this.shared += 1;
    this.remember(key, at);
    const isCopy = isSeen && (id !== null || this.shared <= this.rows * COARSE);
    if (isCopy) this.found += 1;
    return isCopy;
  }

  private remember(key: number, at: number): void {
    if (this.lines.size >= REMEMBERED) {
      [this.olderLines, this.olderTimes] = [this.lines, this.times];
      [this.lines, this.times] = [new Set(), new Set()];
    }
    this.lines.add(key);
    this.times.add(at);
  }
}

/** 53 bits of two multiplicative hashes (cyrb53, public domain): two lines of a billion are mistaken with a chance of 5 %. */
function hashOf(text: string): number {
  let [high, low] = [0xdeadbeef, 0x41c6ce57];
  for (let index = 0; index < text.length; index += 1) {
    const sign = text.charCodeAt(index);
    high = Math.imul(high ^ sign, 2_654_435_761);
    low = Math.imul(low ^ sign, 1_597_334_677);
  }
  high = Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909);
  low = Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909);
  return 4_294_967_296 * (2_097_151 & low) + (high >>> 0);
}
