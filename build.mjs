// Compiles the TypeScript of packages, without their specs, from `src` to `dist`.
//
//   node build.mjs [<folder of a package> …]     all packages without one
//
// All sources are compiled each time, so nothing here can be stale. A file is written only when it differs: a Gauntlet
// that runs from the same folder never finds one missing.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { transformFile } from '@swc/core';

const ROOT = import.meta.dirname;
const GROUPS = ['libs', 'services', 'tools'];

const named = process.argv.slice(2).map((folder) => resolve(folder));
await Promise.all((named.length > 0 ? named : packages()).map(build));

function packages() {
  const folders = GROUPS.flatMap((group) => readdirSync(join(ROOT, group)).map((name) => join(ROOT, group, name)));
  return folders.filter((folder) => existsSync(join(folder, 'package.json')));
}

async function build(folder) {
  const sources = filesOf(join(folder, 'src')).filter((file) => /(?<!\.spec|\.d)\.ts$/.test(file));
  const built = new Map((await Promise.all(sources.map((source) => compiled(folder, source)))).flat());
  for (const [file, text] of built) writeChanged(file, text);
  for (const file of filesOf(join(folder, 'dist'))) if (!built.has(file)) rmSync(file);
}

/** The paths and texts of a source's script and of the map that leads back to the source. */
async function compiled(folder, source) {
  const file = source.replace(join(folder, 'src'), join(folder, 'dist')).replace(/ts$/, 'js');
  const sourceFileName = relative(dirname(file), source);
  const { code, map } = await transformFile(source, { configFile: join(ROOT, '.swcrc'), sourceFileName });
  const script = `${code}\n//# sourceMappingURL=${basename(file)}.map`;
  return [
    [file, script],
    [`${file}.map`, map],
  ];
}

function filesOf(folder) {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

function writeChanged(file, text) {
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return;
  mkdirSync(dirname(file), { recursive: true });
  // Under another name first, so that nobody reads half of it.
  writeFileSync(`${file}.new`, text);
  renameSync(`${file}.new`, file);
}
