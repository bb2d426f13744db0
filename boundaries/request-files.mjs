// Which files one opens to follow a keyed chat request: what the chat controller, the consumers of the stages that the
// request passes, and the transport that calls them import for more than a type. A service is followed to its end, a
// library to the file that declares what is imported: there its promise is read, and its inside only to change it.
// A request passes no file that runs at the start alone: a `*.config.ts`, what a decorator of a class or a method calls, and
// a file that declares constants and types but nothing to call.
//   npm run request:files [-- /path/to/another/checkout]
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';

const ROOT = resolve(process.argv[2] ?? '.');
/** The request's way: nobody scores or watches while the caller waits. */
const GROUPS = ['guardrail.input', 'prompt-render', 'model-invoker', 'guardrail.output', 'ingress.waiters'];

const sources = ['services', 'libs'].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true })
    .map((path) => join(ROOT, folder, String(path)))
    .filter((path) => /\/src\/.*(?<!\.spec|\.d)\.ts$/.test(path) && !path.includes('node_modules')),
);
const textOf = (path) => readFileSync(path, 'utf8');
const named = (name) => sources.find((path) => path.endsWith(`/${name}`));
const reads = (group) =>
  sources.filter(
    (path) => path.startsWith(join(ROOT, 'services')) && textOf(path).includes(`consumerGroup('${group}')`),
  );

const parsed = (path) => ts.createSourceFile(path, textOf(path), ts.ScriptTarget.ES2022, true);

function anyNode(node, holds) {
  return holds(node) || (ts.forEachChild(node, (child) => anyNode(child, holds) || undefined) ?? false);
}

/** True for a file with something to call. */
const runs = (path) => anyNode(parsed(path), (node) => ts.isFunctionLike(node) && node.body !== undefined);
const isPassed = (path) => !path.endsWith('.config.ts') && runs(path);

/** True for the name of a function that only decorators of classes, methods and properties call. */
function decorates(file, name) {
  const uses = [];
  const visit = (node, atLoad) => {
    if (ts.isImportDeclaration(node)) return;
    if (ts.isIdentifier(node) && node.text === name)
      uses.push(atLoad && ts.isCallExpression(node.parent) && node.parent.expression === node);
    const inside = atLoad || (ts.isDecorator(node) && !ts.isParameter(node.parent));
    ts.forEachChild(node, (child) => visit(child, inside));
  };
  visit(file, false);
  return uses.length > 0 && uses.every(Boolean);
}

/** What a file takes from elsewhere for more than a type and the start: the module, and the names in it. */
function importsOf(path) {
  const file = parsed(path);
  return file.statements.flatMap((statement) => {
    const isTaken = ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement);
    if (!isTaken || !statement.moduleSpecifier) return [];
    const clause = ts.isImportDeclaration(statement) ? statement.importClause : statement;
    if (clause?.isTypeOnly) return [];
    const bindings = ts.isImportDeclaration(statement) ? clause?.namedBindings : clause?.exportClause;
    const elements = bindings && 'elements' in bindings ? [...bindings.elements] : [];
    const names = elements
      .filter((it) => !it.isTypeOnly)
      .map((it) => ({ from: (it.propertyName ?? it.name).text, as: it.name.text }))
      .filter(({ as }) => !decorates(file, as));
    return names.length > 0 ? [{ from: statement.moduleSpecifier.text, names }] : [];
  });
}

const onDisk = (path) => [`${path}.ts`, join(path, 'index.ts')].find((candidate) => existsSync(candidate));

/** The files that declare the names of an import; an index file is passed through and not opened. */
function declaredIn(from, { module, names }) {
  const library = /^@gauntlet\/([\w-]+)$/.exec(module)?.[1];
  if (!library && !module.startsWith('.')) return [];
  const file = onDisk(library ? join(ROOT, 'libs', library, 'src', 'index') : resolve(dirname(from), module));
  if (!file) return [];
  if (!file.endsWith('/index.ts')) return [file];
  return importsOf(file).flatMap((passed) => {
    const wanted = passed.names.filter(({ as }) => names.includes(as)).map(({ from: name }) => name);
    return wanted.length > 0 ? declaredIn(file, { module: passed.from, names: wanted }) : [];
  });
}

const open = [named('chat.controller.ts'), ...GROUPS.flatMap(reads), named('concurrent-kafka-server.ts')];
const opened = new Set();
while (open.length > 0) {
  const path = open.pop();
  if (opened.has(path) || !isPassed(path)) continue;
  opened.add(path);
  if (path.startsWith(join(ROOT, 'libs'))) continue;
  for (const { from, names } of importsOf(path))
    open.push(...declaredIn(path, { module: from, names: names.map((it) => it.from) }));
}

const paths = [...opened].map((path) => relative(ROOT, path)).sort();
for (const path of paths) console.log(path);
const lines = paths.reduce((sum, path) => sum + textOf(join(ROOT, path)).split('\n').length - 1, 0);
const ofServices = paths.filter((path) => path.startsWith('services/')).length;
console.log(`${paths.length} files, ${ofServices} of them of services; ${lines} lines`);
