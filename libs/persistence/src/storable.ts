const REPLACEMENT = '\ufffd';
// Every escape is consumed as a whole, so that an escaped backslash before "u0000" stays what it is.
const JSON_ESCAPE = /\\(u0000|ud[89a-f][0-9a-f]{2}|[^])/g;

/** A text as Postgres can hold it: NUL, which `text` and `jsonb` refuse, becomes U+FFFD. */
export function storableText(text: string): string {
  return text.includes('\0') ? text.replaceAll('\0', REPLACEMENT) : text;
}

/** JSON of a value as `jsonb` can hold it: NUL and lone surrogates, which it refuses, become U+FFFD. */
export function storableJson(value: unknown): string {
  const json = JSON.stringify(value);
  if (!json.includes('\\u')) return json;
  return json.replace(JSON_ESCAPE, (escape, kind: string) => (kind.length === 5 ? REPLACEMENT : escape));
}

/**
 * A parameter of a statement as Postgres can hold it, whatever it is made of. Objects become JSON; arrays stay arrays of
 * Postgres, so whoever wants a JSON array uses {@link storableJson}.
 */
export function storableParameter(value: unknown): unknown {
  if (typeof value === 'string') return storableText(value);
  if (Array.isArray(value)) return value.map(storableParameter);
  return isJsonObject(value) ? storableJson(value) : value;
}

function isJsonObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !(value instanceof Date) && !ArrayBuffer.isView(value);
}
