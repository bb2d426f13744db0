import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { linesOf } from './lines';

/** Lists of the Python package Faker, by what the first line of one says. */
export const FakerList = {
  firstNames: listOf('\\w*(?:first_name|middle_name)\\w*'),
  lastNames: listOf('\\w*(?:last_name|surname|paternal)\\w*'),
  places: listOf('\\w*(?:cit|state|province|region|street|suffix|prefix|district)\\w*'),
  countries: listOf('countries'),
  any: listOf('\\w+'),
} as const;

function listOf(name: string): RegExp {
  return new RegExp(`^ {4}${name}(?:: [^=]+)? ?=`);
}

/** The strings of the lists of a provider, such as `person`, in all languages. */
export function fakerWords(folder: string, provider: string, list: RegExp): string[] {
  const locales = join(folder, 'faker/providers', provider);
  const names = readdirSync(locales).filter((name) => /^[a-z]{2}/.test(name));
  return names.sort().flatMap((locale) => stringsOf(linesOf(join(locales, locale, '__init__.py')), list));
}

function stringsOf(lines: readonly string[], list: RegExp): string[] {
  const strings: string[] = [];
  let isInList = false;
  for (const line of lines) {
    if (/^ {4}\w/.test(line)) isInList = list.test(line);
    if (isInList) for (const [, text = ''] of line.matchAll(/"([^"{}]+)"/g)) strings.push(text);
  }
  return strings;
}
