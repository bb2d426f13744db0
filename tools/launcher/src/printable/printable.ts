// Everything that makes a terminal do something else than show a character: C0 and DEL, C1, marks that turn the direction
// of writing or are not seen (those that join letters are part of languages and emoji), line and paragraph separators,
// and halves of a surrogate pair.
const ACTIVE =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\p{Surrogate}|[\u{e0000}-\u{e007f}]/gu;

/**
 * Text of others as text: whatever a terminal would obey is shown by its code instead, as in `\u001b[31m`. Tabs stay, and
 * line breaks only where `lines` says so, since a line that somebody else began could pass for one of ours.
 */
export function printable(text: string, { lines = false }: { lines?: boolean } = {}): string {
  return text.replace(ACTIVE, (found) => (found === '\t' || (lines && found === '\n') ? found : codeOf(found)));
}

/** A value as JSON that a terminal shows as it is; parsed, it is the same value. */
export function printableJson(value: unknown): string {
  return printable(JSON.stringify(value));
}

function codeOf(found: string): string {
  const units = Array.from({ length: found.length }, (_, index) => found.charCodeAt(index));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
}
