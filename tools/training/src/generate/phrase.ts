import type { SeededRandom } from '@gauntlet/statistics';

/** A phrase with its alternatives and slots: `(drop|forget) {rules}`. */
export type Phrase = readonly Part[];
type Part = string | { readonly slot: string } | { readonly choices: readonly Phrase[] };

const SLOT = /\{([a-z][\w-]*)\}/y;
const ESCAPED = /\\([(){}|\\])/y;
const PLAIN = /[^(){}|\\]+/y;

/**
 * Reads `(a|b|)` as alternatives, of which one may be empty, and `{name}` as a slot. A bar outside of parentheses, parentheses
 * without a bar, and braces around anything but a name stand for themselves, as does each of `(){}|\` behind a backslash.
 * @throws SyntaxError for unbalanced parentheses.
 */
export function parsePhrase(source: string): Phrase {
  const parser = new PhraseParser(source);
  return parser.whole();
}

/** One text of the many that a phrase stands for; `fill` says what stands in a slot. */
export function expand(phrase: Phrase, random: SeededRandom, fill: (slot: string) => string): string {
  const texts = phrase.map((part) => {
    if (typeof part === 'string') return part;
    return 'slot' in part ? fill(part.slot) : expand(random.pick(part.choices), random, fill);
  });
  return texts.join('');
}

/** The names of the slots in a phrase. */
export function slotsOf(phrase: Phrase): string[] {
  return phrase.flatMap((part) => {
    if (typeof part === 'string') return [];
    return 'slot' in part ? [part.slot] : part.choices.flatMap(slotsOf);
  });
}

class PhraseParser {
  private at = 0;

  constructor(private readonly source: string) {}

  whole(): Phrase {
    const phrase = this.sequence('');
    if (this.at < this.source.length)
      throw new SyntaxError('has a ")" without a "(" before it; write \\) for a plain one');
    return phrase;
  }

  /** Reads up to one of the letters that end it, or up to a closing parenthesis. */
  private sequence(ends: string): Phrase {
    const parts: Part[] = [];
    while (this.at < this.source.length && !`${ends})`.includes(this.source.charAt(this.at)))
      parts.push(...this.next());
    return parts;
  }

  private next(): Phrase {
    const slot = this.match(SLOT)?.[1];
    if (slot !== undefined) return [{ slot }];
    const plain = this.match(ESCAPED)?.[1] ?? this.match(PLAIN)?.[0];
    if (plain !== undefined) return [plain];
    const letter = this.source.charAt(this.at);
    this.at += 1;
    return letter === '(' ? this.group() : [letter];
  }

  private group(): Phrase {
    const choices = [this.sequence('|')];
    while (this.source.charAt(this.at) === '|') {
      this.at += 1;
      choices.push(this.sequence('|'));
    }
    if (this.source.charAt(this.at) !== ')')
      throw new SyntaxError('has a "(" without a ")"; write \\( for a plain one');
    this.at += 1;
    const [only, second] = choices;
    return only && !second ? ['(', ...only, ')'] : [{ choices }];
  }

  private match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.source);
    if (found) this.at = pattern.lastIndex;
    return found;
  }
}
