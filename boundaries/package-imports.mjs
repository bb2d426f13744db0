import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';

const ROOT = resolve(import.meta.dirname, '..');

/** Every package: its name, its folder from the root, and the tags that Nx knows it by. */
export const PACKAGES = ['libs', 'services', 'tools']
  .flatMap((group) => readdirSync(join(ROOT, group)).map((name) => join(group, name)))
  .concat('e2e')
  .filter((folder) => existsSync(join(ROOT, folder, 'package.json')))
  .map((folder) => {
    const { name, nx } = JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8'));
    return { name, folder, tags: nx.tags };
  });

/**
 * ESLint rule: who may import whom. Its option is a list of constraints, each with a `sourceTag` and the tags of which a
 * package that such a source imports must have one (`onlyDependOnLibsWithTags`). A source needs at least one constraint,
 * and every constraint of its tags holds.
 */
export const packageImports = {
  meta: { type: 'problem', schema: [{ type: 'object' }] },
  create(context) {
    const from = packageOf(context.filename);
    if (!from) return {};
    const check = ({ source }) => {
      if (typeof source?.value !== 'string') return;
      const problem = problemOf(from, imported(source.value, context.filename), context.options[0].depConstraints);
      if (problem) context.report({ node: source, message: problem });
    };
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
    };
  },
};

function packageOf(file) {
  const path = relative(ROOT, file);
  return PACKAGES.find(({ folder }) => path.startsWith(folder + sep));
}

/** The package that an import leads to, and whether by its name; undefined for what is not of this repository. */
function imported(specifier, file) {
  const byName = !specifier.startsWith('.');
  const to = byName
    ? PACKAGES.find(({ name }) => specifier === name || specifier.startsWith(`${name}/`))
    : packageOf(resolve(file, '..', specifier));
  return to && { to, byName };
}

function problemOf(from, target, constraints) {
  if (!target) return null;
  const { to, byName } = target;
  if (from === to) return byName ? `${to.name} imports its own files by path` : null;
  if (!byName) return `import ${to.name} by its name, not by path`;
  const own = constraints.filter(({ sourceTag }) => from.tags.includes(sourceTag));
  if (own.length === 0) return `no constraint says what ${from.name} (${from.tags.join(', ')}) may import`;
  const broken = own.find(({ onlyDependOnLibsWithTags: allowed }) => !allowed.some((tag) => to.tags.includes(tag)));
  if (!broken) return null;
  return `${broken.sourceTag} may import ${broken.onlyDependOnLibsWithTags.join(', ') || 'no package'}, which ${to.name} is not`;
}
