import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Prints what was measured, and writes it into the model card between the comments that name its part.
 * @param card path of the file; null to print only
 * @throws Error for a card without these comments
 */
export function publish(part: string, text: string, card: string | null): void {
  console.log(text);
  if (card === null) return;
  const [begin, end] = [`<!-- ${part}: written by npm run eval:guardrails -->`, `<!-- end of ${part} -->`];
  const old = readFileSync(card, 'utf8');
  const [from, to] = [old.indexOf(begin), old.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${card} lacks ${begin} or, behind it, ${end}; add them`);
  writeFileSync(card, `${old.slice(0, from)}${begin}\n\n${text}\n\n${old.slice(to)}`);
}
