import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PACKAGES } from './package-imports.mjs';
import { FILES, textOf } from './source.mts';

const IMPORTED = /^(?:import|export)[^;]*? from '(\.[^']*)';/gm;
const FOLDER = /^(services\/[^/]+\/src\/[^/]+)\/(?!.*\.spec\.ts$).*$/;

/** The folders of services and those that their code imports, both directly below `src`. */
function foldersImported(): Map<string, Set<string>> {
  const imported = new Map<string, Set<string>>();
  for (const path of FILES) {
    const from = FOLDER.exec(path)?.[1];
    if (!from) continue;
    for (const [, file = ''] of textOf(path).matchAll(IMPORTED)) {
      const to = FOLDER.exec(join(dirname(path), file))?.[1];
      if (to && to !== from) imported.set(from, (imported.get(from) ?? new Set()).add(to));
    }
  }
  return imported;
}

function reaches(imported: Map<string, Set<string>>, from: string, to: string, seen = new Set<string>()): boolean {
  if (seen.has(from)) return false;
  seen.add(from);
  return [...(imported.get(from) ?? [])].some((next) => next === to || reaches(imported, next, to, seen));
}

describe('the folders of a service', () => {
  it('import each other in one direction', () => {
    const imported = foldersImported();
    expect(imported.size).toBeGreaterThan(5);
    expect([...imported.keys()].filter((folder) => reaches(imported, folder, folder))).toEqual([]);
  });
});

const PACKAGE = /^((?:libs|services|tools)\/[^/]+)\/src\/(?!.*\.spec\.ts$)/;

function packagesImported(): Map<string, Set<string>> {
  const folderOf = new Map(PACKAGES.map(({ name, folder }) => [name, folder]));
  const imported = new Map<string, Set<string>>();
  for (const path of FILES) {
    const from = PACKAGE.exec(path)?.[1];
    if (!from) continue;
    for (const [, name = ''] of textOf(path).matchAll(/ from '(@gauntlet\/[^'/]+)/g)) {
      const to = folderOf.get(name);
      if (to) imported.set(from, (imported.get(from) ?? new Set()).add(to));
    }
  }
  return imported;
}

describe('packages', () => {
  it('import each other in one direction', () => {
    const imported = packagesImported();
    expect(imported.size).toBeGreaterThan(15);
    expect([...imported.keys()].filter((name) => reaches(imported, name, name))).toEqual([]);
  });
});

// Lists of like things: one finds a file in them by its name, however many there are.
const LISTS = /\/(?:adr|apis|checks|events|fixtures|migrations|phrases)$/;
const MOST_SOURCES = 20;

describe('a folder', () => {
  it(`holds ${MOST_SOURCES} sources at most, so that one look tells what is there`, () => {
    const counts = new Map<string, number>();
    for (const path of FILES.filter((it) => !/\.(?:spec|d)\.m?ts$/.test(it))) {
      counts.set(dirname(path), (counts.get(dirname(path)) ?? 0) + 1);
    }
    expect(counts.size).toBeGreaterThan(50);
    expect([...counts].filter(([folder, count]) => count > MOST_SOURCES && !LISTS.test(folder))).toEqual([]);
  });
});
