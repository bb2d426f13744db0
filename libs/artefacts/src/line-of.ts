import { LineCounter, parseDocument } from 'yaml';

/**
 * The line, from 1, on which a field of a YAML file stands; for one that is not there, that of the field around it.
 * @param field as in `/rules/2`
 */
export function lineOf(source: string, field: string): number {
  const lineCounter = new LineCounter();
  const document = parseDocument(source, { lineCounter });
  const path = field.split('/').slice(1);
  for (let length = path.length; length > 0; length -= 1) {
    const place = placeIn(document.getIn(path.slice(0, length), true));
    if (place !== undefined) return lineCounter.linePos(place).line;
  }
  return 1;
}

function placeIn(node: unknown): number | undefined {
  const range: unknown = typeof node === 'object' && node !== null ? Reflect.get(node, 'range') : undefined;
  return Array.isArray(range) && typeof range[0] === 'number' ? range[0] : undefined;
}
