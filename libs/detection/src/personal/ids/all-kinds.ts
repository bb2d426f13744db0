import { ContextWords } from '../context-words';
import { AFRICA, OCEANIA } from './countries/africa-and-oceania';
import { AMERICA } from './countries/america';
import { EAST_ASIA } from './countries/east-asia';
import { EAST_EUROPE } from './countries/east-europe';
import { GERMAN_SPEAKING } from './countries/german-speaking';
import { NORTH_EUROPE } from './countries/north-europe';
import { SOUTH_ASIA, SOUTH_EAST_ASIA, WEST_ASIA } from './countries/south-asia';
import { WEST_EUROPE } from './countries/west-europe';
import type { IdKind } from './id-kind';

/** Where a number can be of several kinds and no word tells which, the kind that stands first is taken. */
export const ALL_KINDS: readonly IdKind[] = [
  ...NORTH_EUROPE,
  ...EAST_EUROPE,
  ...AMERICA,
  ...OCEANIA,
  ...WEST_EUROPE,
  ...GERMAN_SPEAKING,
  ...AFRICA,
  ...EAST_ASIA,
  ...SOUTH_EAST_ASIA,
  ...SOUTH_ASIA,
  ...WEST_ASIA,
];

/** The words of all kinds: each says of which kinds a number near by may be. */
export const CONTEXT_WORDS = new ContextWords(vocabularyOf(ALL_KINDS));

function vocabularyOf(kinds: readonly IdKind[]): Map<string, IdKind[]> {
  const vocabulary = new Map<string, IdKind[]>();
  for (const kind of kinds) {
    for (const word of kind.context.split(', ')) vocabulary.set(word, [...(vocabulary.get(word) ?? []), kind]);
  }
  return vocabulary;
}
