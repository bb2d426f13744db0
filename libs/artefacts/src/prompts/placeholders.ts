/** The placeholder of the user's input. */
export const INPUT = 'input';

const PLACEHOLDER = /\{\{\s*([a-zA-Z_][a-zA-Z0-9_]*)\s*\}\}/g;

/** Names used in a text, each once, in order of appearance. */
export function placeholdersIn(text: string): string[] {
  return [...new Set([...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name))];
}

/** True when an opening `{{` is left that is no placeholder: a typing error, or a template language we don't speak. */
export function hasMalformedPlaceholder(text: string): boolean {
  return text.replace(PLACEHOLDER, ' ').includes('{{');
}

/** Puts values in for placeholders in a single pass: braces inside a value stay text. Unknown names become empty. */
export function substitute(text: string, values: ReadonlyMap<string, string>): string {
  return text.replace(PLACEHOLDER, (_, name: string) => values.get(name) ?? '');
}
