import { HTTP_ERRORS, type HttpErrorKind } from './errors';

const BEGIN = '<!-- errors: written by `npm run http-docs` from libs/contracts/src/http/errors.ts -->';
const END = '<!-- /errors -->';
const HEAD = ['status', '`code`', 'when', 'a retry'];

/**
 * The page of the HTTP API with the table of all errors as the list of errors has it now.
 * @throws Error when the page has lost the two comments that the table stands between.
 */
export function withErrorTable(page: string): string {
  const [from, to] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`the page of the HTTP API needs ${BEGIN} and, after it, ${END}`);
  return `${page.slice(0, from)}${BEGIN}\n\n${errorTable()}\n\n${page.slice(to)}`;
}

// Padded as Prettier would, which checks the page too.
function errorTable(): string {
  const rows = [HEAD, ...Object.entries(HTTP_ERRORS).map(([code, kind]) => rowOf(code, kind))];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) => `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  const [head = '', ...others] = rows.map(line);
  return [head, line(widths.map((width) => '-'.repeat(width))), ...others].join('\n');
}

function rowOf(code: string, { status, when, retryAfterSeconds }: HttpErrorKind): string[] {
  const retry = retryAfterSeconds === undefined ? 'doesn’t help' : 'helps, after `retry-after`';
  return [String(status), `\`${code}\``, when, retry];
}
