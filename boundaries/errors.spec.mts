import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { FILES, textOf } from './source.mts';

/** The classes of a file that extend `Error` itself and don't declare both `code` and `retryable`. */
function halfErrors(text: string): string[] {
  const { statements } = ts.createSourceFile('a.ts', text, ts.ScriptTarget.Latest, true);
  return statements.filter(ts.isClassDeclaration).flatMap((one) => {
    const extended = one.heritageClauses?.flatMap(({ types }) => types.map((type) => type.getText())) ?? [];
    const names = one.members.flatMap(fieldsOf);
    const isWhole = names.includes('code') && names.includes('retryable');
    return extended.includes('Error') && !isWhole ? [one.name?.text ?? 'a class without a name'] : [];
  });
}

function fieldsOf(member: ts.ClassElement): string[] {
  if (!ts.isConstructorDeclaration(member)) return member.name ? [member.name.getText()] : [];
  const isField = (parameter: ts.ParameterDeclaration) => ts.isParameterPropertyDeclaration(parameter, member);
  return member.parameters.filter(isField).map(({ name }) => name.getText());
}

describe('an error of ours', () => {
  it('has a stable code, and says whether a retry helps', () => {
    const sources = FILES.filter((path) => /^(?:libs|services|tools)\/.*\.ts$/.test(path) && !/\.spec\.ts$/.test(path));
    expect(sources.length).toBeGreaterThan(300);
    expect(sources.flatMap((path) => halfErrors(textOf(path)).map((name) => `${path}: ${name}`))).toEqual([]);
  });

  it.each([
    ['has neither', 'class LostError extends Error {}'],
    ['has no code', 'class LostError extends Error { readonly retryable = true; }'],
    ['does not say whether a retry helps', "class LostError extends Error { readonly code = 'lost'; }"],
  ])('is found when it %s', (_what, text) => expect(halfErrors(text)).toEqual(['LostError']));

  it('may take both from its constructor, or from the error that it extends', () => {
    const taken =
      'class LostError extends Error { constructor(readonly code: string, readonly retryable: boolean) {} }';
    expect(halfErrors(`${taken} class GoneError extends LostError {}`)).toEqual([]);
  });
});
