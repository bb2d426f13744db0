import { findInjection, INJECTION, readText } from '@gauntlet/detection';
import { type Rate, SeededRandom, wilson } from '@gauntlet/statistics';
import { type Encoding, ENCODINGS } from '../encodings/encodings';

/** How many of the attacks that are caught as they stand are caught in an encoding as well. */
export interface EncodedRecall {
  readonly name: string;
  /** So many of the attacks the encoding can carry. */
  readonly attacks: number;
  readonly recall: Rate;
}

const ATTACKS = 200;
/** In characters: what is longer is seldom sent encoded, and makes every reading slow. */
const LONGEST = 600;
const CARRIED: Readonly<Record<Encoding['carries'], RegExp>> = {
  English: /^[\x20-\x7e\n]*$/,
  Latin: /^[\p{sc=Latin}\p{sc=Common}\p{sc=Inherited}]*$/u,
  any: /^/,
};

/** Measures the shipped models on encoded attacks; the attacks are drawn from those given, by a fixed seed. */
export function encodedRecalls(attacks: readonly string[]): EncodedRecall[] {
  const random = new SeededRandom(1);
  const caught = random
    .shuffle(attacks.filter((text) => text.length <= LONGEST))
    .filter(isCaught)
    .slice(0, ATTACKS);
  return ENCODINGS.map(({ name, encode, carries }) => {
    const some = caught.filter((text) => CARRIED[carries].test(text));
    return {
      name,
      attacks: some.length,
      recall: wilson(some.filter((text) => isCaught(encode(text))).length, some.length),
    };
  });
}

function isCaught(text: string): boolean {
  return findInjection(readText(text), 'user').score >= INJECTION.block;
}
