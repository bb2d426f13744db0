/** A page of documentation, by its path from the root. */
export interface Page {
  readonly path: string;
  readonly text: string;
}

/** What a page names in one place. */
export interface Claim {
  readonly line: number;
  /** `command` is a line of a code block or a comment, `name` what stands in backticks, `link` where a link leads. */
  readonly kind: 'command' | 'name' | 'link';
  readonly text: string;
  /** Folders that the heading above names: paths below it may begin there. */
  readonly folders: readonly string[];
}

/** Everything that a page names, in the order of its lines. */
export function claimsOf({ path, text }: Page): Claim[] {
  const lines = text.split('\n');
  if (!path.endsWith('.md')) return lines.flatMap((line, index) => claimsOfComment(line, index + 1));
  const claims: Claim[] = [];
  let isCode = false;
  let folders: string[] = [];
  for (const [index, line] of lines.entries()) {
    if (line.startsWith('```')) isCode = !isCode;
    else if (line.startsWith('#') && !isCode) folders = namesIn(line).filter((name) => name.includes('/'));
    claims.push(...claimsOfLine({ line, isCode }).map((claim) => ({ ...claim, line: index + 1, folders })));
  }
  return claims;
}

/** Where a heading can be linked to, as GitHub names it. */
export function anchorsOf({ text }: Page): string[] {
  const headings = text.split('\n').filter((line) => /^#+ /.test(line));
  return headings.map((line) =>
    line
      .replace(/^#+ /, '')
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );
}

function claimsOfLine({ line, isCode }: { line: string; isCode: boolean }): Pick<Claim, 'kind' | 'text'>[] {
  if (isCode) return [{ kind: 'command', text: line }];
  const links = [...line.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
  return [
    ...namesIn(line).map((text) => ({ kind: 'name' as const, text })),
    ...links.filter((target) => !/^[a-z]+:/.test(target)).map((text) => ({ kind: 'link' as const, text })),
  ];
}

function claimsOfComment(line: string, number: number): Claim[] {
  const [, comment] = /^\s*#(.*)$/.exec(line) ?? [];
  if (comment === undefined) return [];
  const names = namesIn(comment).map((text) => ({ line: number, kind: 'name' as const, text, folders: [] }));
  return [...names, { line: number, kind: 'command', text: comment, folders: [] }];
}

function namesIn(line: string): string[] {
  return [...line.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
}
