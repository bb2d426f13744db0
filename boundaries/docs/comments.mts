import { dirname, join } from 'node:path';
import type { Page } from './claims.mts';
import type { Facts } from './facts.mts';
import { isPath } from './false-claims.mts';

const COMMENT = /^\s*(?:\/\*\*?|\*|\/\/)/;
const PATH = /`((?:[\w@.-]+\/)+[\w.-]+\.(?:[cm]?[jt]s|md|ya?ml|json|sh))`/g;

/**
 * The files that comments of a code file name and that are not there, each as `file:line: name: no such file`. A name
 * begins at the root, in the folder of the file, or in its package, with or without `src`.
 */
export function absentPaths({ path, text }: Page, facts: Pick<Facts, 'paths'>): string[] {
  const [inPackage = ''] = /^(?:libs|services|tools)\/[^/]+/.exec(path) ?? [];
  const bases = ['', dirname(path), inPackage, join(inPackage, 'src')];
  return text.split('\n').flatMap((line, index) => {
    const named = COMMENT.test(line) ? [...line.matchAll(PATH)].map(([, name = '']) => name) : [];
    const absent = named.filter((name) => !isPath(name, facts, bases));
    return absent.map((name) => `${path}:${index + 1}: ${name}: no such file`);
  });
}
