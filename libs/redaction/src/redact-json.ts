import { redact, type Redaction } from './redact';
import type { Finding } from './spans';

// Strings and numbers of a valid document. Numbers are read as written: a 19-digit card is no exact JavaScript number.
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/g;

/**
 * Redacts a JSON document inside its strings, keys and numbers, so that it stays JSON; a number that is a card
 * becomes the string `"[card]"`. Everything else, spaces included, stays as written.
 * @throws SyntaxError when the text is not JSON; use `redact` for that.
 */
export function redactJson(text: string): Redaction {
  JSON.parse(text);
  const found = new Set<Finding>();
  const redacted = text.replace(TOKEN, (token) => redactToken(token, found));
  return { text: redacted, found: [...found] };
}

function redactToken(token: string, found: Set<Finding>): string {
  const redaction = redact(token.startsWith('"') ? String(JSON.parse(token)) : token);
  if (redaction.found.length === 0) return token;
  redaction.found.forEach((finding) => found.add(finding));
  return JSON.stringify(redaction.text);
}
