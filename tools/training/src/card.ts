import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Prints what was measured, and writes it into the model card between the comments that name its part.
 * @param card path of the file; null to print only
 */
export function publish(part: string, text: string, card: string | null): void {
  console.log(text);
  if (card === null) return;
  const [begin, end] = [`<!-- ${part}: written by npm run eval:guardrails -->`, `<!-- end of ${part} -->`];
  const [before = '', rest = ''] = readFileSync(card, 'utf8').split(begin);
  writeFileSync(card, `${before}${begin}\n\n${text}\n\n${end}${rest.split(end)[1] ?? ''}`);
}
