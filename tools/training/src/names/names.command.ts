import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { knownWords } from './known-words';
import { letterWeights } from './letter-weights';
import { namesFile } from './names-file';
import { wordLessons } from './word-lessons';

/** What the weights are made from: a folder with the packages of the README, and one with labelled texts. */
export interface NameSources {
  readonly packages: string;
  readonly data: string;
  readonly random: () => number;
}

/** Writes what the library knows of words in names; the same sources and random numbers give the same bytes. */
export function makeNames({ packages, data, random }: NameSources, file: string): void {
  const lessons = wordLessons(packages, textsIn(data));
  writeFileSync(file, namesFile(letterWeights(lessons, random), knownWords(lessons)));
  console.log(
    `${file}: ${lessons.length} words, ${lessons.filter(({ forName, against }) => forName > against).length} of them names`,
  );
}

/** The texts by which personal data is measured stay out. */
function textsIn(folder: string): string[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.jsonl') && !name.startsWith('pii-'));
  return files.sort().flatMap((name) =>
    readFileSync(join(folder, name), 'utf8')
      .trim()
      .split('\n')
      .map((line) => String(JSON.parse(line).text)),
  );
}
