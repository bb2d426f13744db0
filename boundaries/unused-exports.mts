import { dirname, join } from 'node:path';
import ts from 'typescript';

/** A source file by its path from the root. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

interface Export {
  readonly name: string;
  readonly isType: boolean;
}

type ModuleOf = (path: string) => string;

const PACKAGE = /^@gauntlet\/([^/]+)/;

/**
 * Exports that nobody imports, each as `path: name`. What an index exports must be imported by another package. What
 * any other file exports must be imported by another file, unless the export is a type: a type may be there to describe
 * what the file's functions take and give.
 */
export function unusedExports(sources: readonly Source[]): string[] {
  const files = sources.map(({ path, text }) => {
    return { path, source: ts.createSourceFile(path, text, ts.ScriptTarget.Latest) };
  });
  const moduleOf = moduleNames(sources);
  const used = new Set(
    files.flatMap(({ path, source }) => source.statements.flatMap((one) => usesIn(one, path, moduleOf))),
  );
  return files.flatMap(({ path, source }) =>
    source.statements
      .flatMap(exportsOf)
      .filter(({ name, isType }) => !(isType && !isIndex(path)) && !used.has(`${moduleOf(path)}#${name}`))
      .map(({ name }) => `${path}: ${name}`),
  );
}

function isIndex(path: string): boolean {
  return path.endsWith('/index.ts');
}

/** What a statement takes from other files, each as `module#name`; an own index counts for nothing. */
function usesIn(statement: ts.Statement, path: string, moduleOf: ModuleOf): string[] {
  if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return [];
  const names = ts.isImportDeclaration(statement) ? statement.importClause?.namedBindings : statement.exportClause;
  const from = importedModule(statement.moduleSpecifier, path, moduleOf);
  if (!from || !names || !('elements' in names)) return [];
  return names.elements.map(({ name, propertyName }) => `${from}#${(propertyName ?? name).text}`);
}

function importedModule(
  specifier: ts.Expression | undefined,
  importer: string,
  moduleOf: ModuleOf,
): string | undefined {
  if (!specifier || !ts.isStringLiteral(specifier)) return undefined;
  const { text } = specifier;
  const module = text.startsWith('.') ? moduleOf(join(dirname(importer), text)) : text;
  const [, lib] = PACKAGE.exec(module) ?? [];
  return lib && importer.split('/')[1] === lib ? undefined : module;
}

/** Names a file by its path without its ending, and an index as other packages import it. */
function moduleNames(sources: readonly Source[]): ModuleOf {
  const indexes = new Set(sources.map(({ path }) => path).filter(isIndex));
  return (path) => {
    const index = [path, `${path}.ts`, `${path}/index.ts`].find((one) => indexes.has(one));
    if (!index) return path.replace(/\.[cm]?[jt]s$/, '');
    const [, lib, folder, ...further] = index.split('/').slice(0, -1);
    return ['@gauntlet', lib, ...(folder === 'test' ? ['testing'] : further)].join('/');
  };
}

function exportsOf(statement: ts.Statement): Export[] {
  if (ts.isExportDeclaration(statement)) {
    const { exportClause, isTypeOnly } = statement;
    if (!exportClause || !ts.isNamedExports(exportClause)) return [];
    return exportClause.elements.map((one) => ({ name: one.name.text, isType: isTypeOnly || one.isTypeOnly }));
  }
  const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
  if (!modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return [];
  const isType = ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement);
  return declaredNames(statement).map((name) => ({ name, isType }));
}

function declaredNames(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap(({ name }) => namesOf(name));
  return ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isEnumDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement)
    ? [statement.name?.text ?? 'default']
    : [];
}

function namesOf(name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((one) => (ts.isOmittedExpression(one) ? [] : namesOf(one.name)));
}
