import type { Span } from '@gauntlet/redaction';

/** A text that was made of another one; each of its code units knows the part of the other text that it stands for. */
export class Transcript {
  /** A transcript of which each code unit stands for one. */
  static ofUnits(characters: string, start: number): Transcript {
    const transcript = new Transcript(characters.length);
    transcript.addUnits(characters, start);
    return transcript;
  }

  private length = 0;
  private units: Uint16Array;
  private starts: Uint32Array;
  private ends: Uint32Array;

  /** @param room for so many code units; more is taken when it is needed. */
  constructor(room = 8) {
    this.units = new Uint16Array(room);
    this.starts = new Uint32Array(room);
    this.ends = new Uint32Array(room);
  }

  get text(): string {
    return Buffer.from(this.units.buffer, 0, 2 * this.length).toString('utf16le');
  }

  /** Adds characters that all stand for the same part, which must not be empty. */
  add(characters: string, start: number, end: number): void {
    this.makeRoom(characters.length);
    for (let index = 0; index < characters.length; index += 1) this.push(characters.charCodeAt(index), start, end);
  }

  /** Adds characters of which each code unit stands for one, from `start` on. */
  addUnits(characters: string, start: number): void {
    this.makeRoom(characters.length);
    for (let index = 0; index < characters.length; index += 1)
      this.push(characters.charCodeAt(index), start + index, start + index + 1);
  }

  /** Adds a part as it is; of the other text, or of what begins at `offset` in it. */
  copy(other: string, start: number, end: number, offset = 0): void {
    this.addUnits(other.slice(start, end), offset + start);
  }

  /** Adds a transcript of the same text. */
  append({ length, units, starts, ends }: Transcript): void {
    this.makeRoom(length);
    this.units.set(units.subarray(0, length), this.length);
    this.starts.set(starts.subarray(0, length), this.length);
    this.ends.set(ends.subarray(0, length), this.length);
    this.length += length;
  }

  /** The part of the other text from the first to the last character that a span stands for, in whatever order they stand there. */
  origin(span: Span): Span {
    let [start, end] = [this.starts[span.start] ?? 0, this.ends[span.start] ?? 0];
    for (let unit = span.start + 1; unit < span.end; unit += 1) {
      start = Math.min(start, this.starts[unit] ?? start);
      end = Math.max(end, this.ends[unit] ?? end);
    }
    return { start, end };
  }

  private push(unit: number, start: number, end: number): void {
    this.units[this.length] = unit;
    this.starts[this.length] = start;
    this.ends[this.length] = end;
    this.length += 1;
  }

  private makeRoom(more: number): void {
    const room = this.length + more;
    if (room <= this.units.length) return;
    this.units = grown(this.units, new Uint16Array(2 * room));
    this.starts = grown(this.starts, new Uint32Array(2 * room));
    this.ends = grown(this.ends, new Uint32Array(2 * room));
  }
}

function grown<T extends Uint16Array | Uint32Array>(full: T, larger: T): T {
  larger.set(full);
  return larger;
}
