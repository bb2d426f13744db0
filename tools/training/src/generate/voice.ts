import type { SeededRandom } from '@gauntlet/statistics';
import { expand } from './phrase';
import type { Kind, PhraseFile } from './phrase-file';

const QUOTED: readonly Kind[] = ['override', 'reveal', 'persona', 'hijack', 'authority'];

/** Says things in one language. */
export class Voice {
  constructor(
    private readonly file: PhraseFile,
    private readonly random: SeededRandom,
  ) {}

  get language(): string {
    return this.file.language;
  }

  /** Whether the language has phrases of a kind; small languages lack some. */
  knows(kind: Kind): boolean {
    return kind in this.file.phrases;
  }

  /** @throws RangeError for a kind that the language doesn't know. */
  say(kind: Kind): string {
    return expand(this.random.pick(this.file.phrases[kind] ?? []), this.random, (slot) => this.fill(slot));
  }

  private fill(slot: string): string {
    if (slot === 'digit') return String(this.random.below(10));
    if (slot === 'attack') return this.say(this.random.pick(QUOTED.filter((kind) => this.knows(kind))));
    return expand(this.random.pick(this.file.slots[slot] ?? []), this.random, (inner) => this.fill(inner));
  }
}
