import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { format } from 'prettier';

const ROOT = join(__dirname, '../../..');
const STYLE = { singleQuote: true, printWidth: 120 };

/** As the files of the repository are formatted. */
export function formatted(text: string, parser: 'json' | 'markdown'): Promise<string> {
  return format(text, { parser, ...STYLE });
}

/** The text of a file of the repository, by its path from the root. @throws what the file system throws where there is none */
export function readPublished(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

/** Writes a file of the repository, by its path from the root. */
export function writePublished(path: string, text: string): void {
  const file = join(ROOT, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
