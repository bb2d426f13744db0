import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const README = /^readme(?:\.md|\.markdown)?$/i;
const MIN_CHARACTERS = 200;

/**
 * The README files of the packages that `npm ci` installs: documents full of imperatives, and none is an attack. The
 * lock file pins them, so they are the same on every machine.
 */
export function readmeTexts(modules: string): string[] {
  return packagesOf(modules)
    .flatMap((folder) =>
      readdirSync(folder)
        .filter((name) => README.test(name))
        .slice(0, 1)
        .map((name) => join(folder, name)),
    )
    .map((file) => readFileSync(file, 'utf8'))
    .filter((text) => text.length >= MIN_CHARACTERS);
}

function packagesOf(modules: string): string[] {
  const names = readdirSync(modules).sort();
  const scoped = names
    .filter((name) => name.startsWith('@') && name !== '@gauntlet')
    .flatMap((scope) =>
      readdirSync(join(modules, scope))
        .sort()
        .map((name) => join(scope, name)),
    );
  return [...names.filter((name) => !/^[.@]/.test(name)), ...scoped]
    .map((name) => join(modules, name))
    .filter((folder) => existsSync(join(folder, 'package.json')));
}
