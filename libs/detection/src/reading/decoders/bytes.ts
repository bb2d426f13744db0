import { classOf, UNWRITTEN } from '../letters';
import { MOST_UNWRITTEN } from '../likeness';
import { Transcript } from './transcript';

/** Bytes that were written in a text, each with the part that it was written in. */
export class Bytes {
  private length = 0;
  private readonly values: Uint8Array;
  private readonly starts: Uint32Array;
  private readonly ends: Uint32Array;

  /** @param most that are pushed. */
  constructor(most: number) {
    this.values = new Uint8Array(most);
    this.starts = new Uint32Array(most);
    this.ends = new Uint32Array(most);
  }

  push(value: number, start: number, end: number): void {
    this.values[this.length] = value;
    this.starts[this.length] = start;
    this.ends[this.length] = end;
    this.length += 1;
  }

  /** What `isPrintable` says of the text, which for most bytes that are none is known after a few of them. */
  get isPrintable(): boolean {
    const most = MOST_UNWRITTEN * this.length;
    let [units, unwritten] = [0, 0];
    // No byte is more than one unit of the text.
    this.each((code) => {
      units += code > 0xffff ? 2 : 1;
      if (code <= 0xffff && classOf(code) === UNWRITTEN) unwritten += 1;
      return unwritten <= most;
    });
    return units > 0 && unwritten <= MOST_UNWRITTEN * units;
  }

  /** The bytes as UTF-8, or as UTF-16 where every second one is zero; U+FFFD for what is neither. */
  get decoded(): Transcript {
    const transcript = new Transcript(this.length);
    this.each((code, first, last) => {
      transcript.add(String.fromCodePoint(code), this.starts[first] ?? 0, this.ends[last] ?? 0);
      return true;
    });
    return transcript;
  }

  /** Calls for each code point with its first and its last byte, until the answer is no. */
  private each(found: (code: number, first: number, last: number) => boolean): void {
    const isWide = this.isWide;
    for (let at = 0; at < this.length;) {
      const length = isWide ? 2 : this.lengthAt(at);
      const last = Math.min(at + length, this.length) - 1;
      const code = isWide ? (this.values[at] ?? 0) | ((this.values[at + 1] ?? 0) << 8) : this.codeAt(at, length);
      if (!found(code, at, last)) return;
      at += length;
    }
  }

  private get isWide(): boolean {
    if (this.length < 8) return false;
    const head = this.values.subarray(0, Math.min(16, this.length));
    return head.filter((value, at) => at % 2 === 1 && value === 0).length * 4 > head.length;
  }

  private lengthAt(at: number): number {
    const lead = this.values[at] ?? 0;
    const length = lead < 0xc2 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 1;
    for (let next = 1; next < length; next += 1)
      if (at + next >= this.length || ((this.values[at + next] ?? 0) & 0xc0) !== 0x80) return 1;
    return length;
  }

  private codeAt(at: number, length: number): number {
    const lead = this.values[at] ?? 0;
    if (length === 1) return lead < 0x80 ? lead : 0xfffd;
    let code = lead & (0xff >> (length + 1));
    for (let next = 1; next < length; next += 1) code = (code << 6) | ((this.values[at + next] ?? 0) & 0x3f);
    return code > 0x10ffff ? 0xfffd : code;
  }
}
