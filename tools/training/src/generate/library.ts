import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { parseLists, parsePhraseFile, type PhraseFile, type Slots } from './phrase-file';
import type { Value } from './record';

const ROOT = join(__dirname, '../..');

/** All that texts are made of. */
export interface Library {
  /** Names, amounts, addresses and the like, in all languages and templates. */
  readonly values: Slots;
  readonly languages: readonly PhraseFile[];
  readonly documents: Slots;
  readonly prompts: Slots;
  readonly wrappings: Slots;
  readonly records: Readonly<Record<string, Value>>;
}

/**
 * Reads the folders `phrases` and `templates` of this package.
 * @throws PhraseFileError for a file that is not as the README says.
 */
export function readLibrary(): Library {
  const values = lists('values');
  return {
    values,
    languages: phraseFiles().map((file) => parsePhraseFile(read('phrases', file), `phrases/${file}`, values)),
    documents: lists('documents'),
    prompts: lists('prompts'),
    wrappings: lists('wrappings'),
    records: parse(read('templates', 'records.yml')) as Library['records'],
  };
}

/** Sorted, so that a seed makes the same texts on every machine. */
function phraseFiles(): string[] {
  return readdirSync(join(ROOT, 'phrases'))
    .filter((file) => file.endsWith('.yml'))
    .sort();
}

function lists(name: string): Slots {
  return parseLists(read('templates', `${name}.yml`), `templates/${name}.yml`);
}

function read(folder: string, file: string): string {
  return readFileSync(join(ROOT, folder, file), 'utf8');
}
