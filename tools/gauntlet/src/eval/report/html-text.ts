import { printable } from '@gauntlet/launcher/printable';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * A text as it stands in HTML and SVG, between tags and within quotes. What is not seen, or turns the direction of writing, is shown by its
 * code.
 */
export function htmlText(text: string): string {
  return printable(text, { lines: true }).replaceAll(/[&<>"']/g, (character) => ENTITIES[character] as string);
}
