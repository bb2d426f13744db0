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

const ENTRY = /^(?:libs|services|tools)\/([^/]+)\/(?:src|test)\/index\.ts$/;
const PACKAGE = /^@gauntlet\/([^/]+)(\/testing)?$/;

/**
 * Exports that nobody imports, each as `path: name`. What an index exports must be imported by another package. What
 * any other file exports must be imported by another file, unless the export is a type: a type may be there to describe
 * what the file's functions take and give.
 */
export function unusedExports(sources: readonly Source[]): string[] {
  const files = sources.map(({ path, text }) => {
    return { path, source: ts.createSourceFile(path, text, ts.ScriptTarget.Latest) };
  });
  const used = new Set(files.flatMap(({ path, source }) => source.statements.flatMap((one) => usesIn(one, path))));
  return files.flatMap(({ path, source }) =>
    source.statements
      .flatMap(exportsOf)
      .filter(({ name, isType }) => !(isType && !ENTRY.test(path)) && !used.has(`${moduleOf(path)}#${name}`))
      .map(({ name }) => `${path}: ${name}`),
  );
}

/** What a statement takes from other files, each as `module#name`; an own index counts for nothing. */
function usesIn(statement: ts.Statement, path: string): string[] {
  if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return [];
  const names = ts.isImportDeclaration(statement) ? statement.importClause?.namedBindings : statement.exportClause;
  const from = importedModule(statement.moduleSpecifier, path);
  if (!from || !names || !('elements' in names)) return [];
  return names.elements.map(({ name, propertyName }) => `${from}#${(propertyName ?? name).text}`);
}

function importedModule(specifier: ts.Expression | undefined, importer: string): string | undefined {
  if (!specifier || !ts.isStringLiteral(specifier)) return undefined;
  const { text } = specifier;
  const module = text.startsWith('.') ? moduleOf(join(dirname(importer), text)) : text;
  const [, lib] = PACKAGE.exec(module) ?? [];
  return lib && importer.split('/')[1] === lib ? undefined : module;
}

/** A file without its ending; an index has the name that other packages import it by. */
function moduleOf(path: string): string {
  const [, lib] = ENTRY.exec(path) ?? ENTRY.exec(`${path}.ts`) ?? [];
  if (lib) return `@gauntlet/${lib}${path.includes('/test/') ? '/testing' : ''}`;
  return path.replace(/\.[cm]?[jt]s$/, '');
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
