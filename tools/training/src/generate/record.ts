import { stringify } from 'yaml';
import { parsePhrase } from './phrase';
import { fillPlaces, markPlaces, type Scene } from './template';

/** What a tool gives back. In a template, every text is a phrase. */
export type Value = string | number | boolean | null | readonly Value[] | { readonly [name: string]: Value };
type Format = (value: Value) => string;

const LITERAL = /^(?:-?(?:0|[1-9]\d{0,8})(?:\.\d{1,4})?|true|false|null)$/;

/** How records are written. */
export const FORMATS: Readonly<Record<string, Format>> = {
  json: (value) => JSON.stringify(value, null, 1).replace(/\n\s*/g, ' '),
  compact: (value) => JSON.stringify(value),
  indented: (value) => JSON.stringify(value, null, 2),
  quoted: (value) => JSON.stringify(JSON.stringify(value)),
  python: (value) => python(value, pythonText),
  // As programs do that put texts into a frame without a look at the quotes in them.
  careless: (value) => `"${python(value, (text) => `'${text}'`)}"`,
  yaml: (value) => stringify(value),
  lines: (value) =>
    fields(value)
      .map(([name, text]) => `${titled(name)}: ${text}`)
      .join('\n'),
  bars: (value) =>
    fields(value)
      .map(([name, text]) => `${name.toUpperCase()}: ${text}`)
      .join('|'),
  csv: (value) =>
    [0, 1]
      .map((column) =>
        fields(value)
          .map((field) => csvCell(field[column] ?? ''))
          .join(','),
      )
      .join('\n'),
  html: (value) =>
    `<table>${fields(value)
      .map(([name, text]) => `<tr><th>${name}</th><td>${text}</td></tr>`)
      .join('')}</table>`,
  xml: (value) =>
    fields(value)
      .map(([name, text]) => `<${name}>${text}</${name}>`)
      .join('\n'),
  markdown: (value) =>
    fields(value)
      .map(([name, text]) => `| ${name} | ${text.replaceAll('\n', ' ')} |`)
      .join('\n'),
};

/** One or several records of a kind, as a tool would give them back, with the main text in one of their fields. */
export function fillRecord(name: string, template: Value, scene: Scene): string {
  const marked = mapTexts(shaped(name, template, scene), (text) => markPlaces(parsePhrase(text), scene));
  const filled = fillPlaces(textsOf(marked), scene);
  const value = mapTexts(marked, () => literal(filled.shift() ?? ''));
  return scene.random.pick(Object.values(FORMATS))(value);
}

function shaped(name: string, template: Value, { random }: Scene): Value {
  const several = Array.from({ length: 1 + random.below(3) }, () => template);
  return random.pick<() => Value>([
    () => template,
    () => ({ [name]: template }),
    () => ({ [name]: several }),
    () => several,
    () => ({ status: '(ok|success|200)', count: several.length, results: several }),
  ])();
}

function literal(text: string): Value {
  return LITERAL.test(text) ? (JSON.parse(text) as Value) : text;
}

/** The same value with each of its texts changed, in reading order. */
function mapTexts(value: Value, change: (text: string) => Value): Value {
  if (typeof value === 'string') return change(value);
  if (typeof value !== 'object' || value === null) return value;
  if (isList(value)) return value.map((item) => mapTexts(item, change));
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, mapTexts(item, change)]));
}

/** The texts of a value, in reading order. */
export function textsOf(value: Value): string[] {
  const texts: string[] = [];
  mapTexts(value, (text) => {
    texts.push(text);
    return text;
  });
  return texts;
}

/** The innermost fields with their names. */
function fields(value: Value, name = 'value'): [name: string, text: string][] {
  if (typeof value !== 'object' || value === null) return [[name, String(value ?? '')]];
  if (isList(value)) return value.flatMap((item) => fields(item, name));
  return Object.entries(value).flatMap(([inner, item]) => fields(item, inner));
}

function python(value: Value, quote: (text: string) => string): string {
  if (typeof value === 'string') return quote(value);
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return String(value);
  if (isList(value)) return `[${value.map((item) => python(item, quote)).join(', ')}]`;
  return `{${Object.entries(value)
    .map(([name, item]) => `'${name}': ${python(item, quote)}`)
    .join(', ')}}`;
}

/** Python's `repr` of a text: single quotes, unless only double ones spare a backslash. */
function pythonText(text: string): string {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
  return escaped.includes("'") && !escaped.includes('"') ? `"${escaped}"` : `'${escaped.replaceAll("'", "\\'")}'`;
}

function csvCell(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function titled(name: string): string {
  const words = name.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}
