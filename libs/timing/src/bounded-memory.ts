interface Remembered<Value> {
  readonly value: Value;
  characters: number;
}

/** How much is remembered at most. */
export interface MemoryLimits {
  readonly entries: number;
  /** Of text, all entries together; without limit by default. */
  readonly characters?: number;
}

/** A map that forgets its oldest entries beyond a number of them and beyond the text that they hold together. */
export class BoundedMemory<Value> {
  private readonly remembered = new Map<string, Remembered<Value>>();
  private characters = 0;

  constructor(private readonly limits: MemoryLimits) {}

  get size(): number {
    return this.remembered.size;
  }

  /** Does not make the entry newer. */
  get(key: string): Value | undefined {
    return this.remembered.get(key)?.value;
  }

  /** Remembers the value as the newest entry, in place of an earlier one of that key. */
  set(key: string, value: Value, characters = 0): void {
    this.delete(key);
    this.remembered.set(key, { value, characters });
    this.characters += characters;
    this.makeRoom();
  }

  /** Says how much text a value holds that was set before it was known; nothing when it is gone or replaced. */
  weigh(key: string, value: Value, characters: number): void {
    const known = this.remembered.get(key);
    if (known?.value !== value) return;
    this.characters += characters - known.characters;
    known.characters = characters;
    this.makeRoom();
  }

  delete(key: string): void {
    this.characters -= this.remembered.get(key)?.characters ?? 0;
    this.remembered.delete(key);
  }

  /** Oldest first. */
  entries(): [string, Value][] {
    return [...this.remembered].map(([key, { value }]) => [key, value]);
  }

  clear(): void {
    this.remembered.clear();
    this.characters = 0;
  }

  private makeRoom(): void {
    const { entries, characters = Infinity } = this.limits;
    for (const key of this.remembered.keys()) {
      if (this.remembered.size <= entries && this.characters <= characters) return;
      this.delete(key);
    }
  }
}
