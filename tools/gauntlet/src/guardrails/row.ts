import type { PolicySide } from '@gauntlet/artefacts';
import type { Channel, Found } from '@gauntlet/detection';
import { RowError } from './rows.errors';

/** A message before the text of a row. */
export interface RowMessage {
  readonly role: string;
  readonly content: string;
}

/** A text of a file, and what is known about it. */
export interface Row {
  readonly text: string;
  /** True: a check should fire. Null when the row doesn't say. */
  readonly label: boolean | null;
  /** What stands where. Null when the row doesn't say; an empty list says that nothing is there. */
  readonly spans: readonly Found[] | null;
  /** The types that whoever made the row looked for. Null: all. */
  readonly types: readonly string[] | null;
  readonly channel: Channel;
  readonly side: PolicySide;
  readonly history: readonly RowMessage[];
  /** What an answer must not tell; empty when the row has none. */
  readonly canary: string;
  /** Whose it is. Null when the row doesn't say. */
  readonly tenant: string | null;
}

type Fields = Readonly<Record<string, unknown>>;

/** Longest line that is kept, in characters. */
export const MOST_CHARACTERS = 16 * 1024 * 1024;

/** Reads a row as it stands in a file; fields that no check needs are passed over. @throws RowError naming the field. */
export function parseRow(line: string): Row {
  if (line.length > MOST_CHARACTERS) throw new RowError(`the line is longer than ${MOST_CHARACTERS} characters`);
  const fields = parsed(line);
  const { text } = fields;
  if (typeof text !== 'string') throw new RowError('text must be a string');
  return {
    text,
    label: labelOf(fields.label),
    spans: listOf(fields, 'spans', (span, place) => spanOf(span, place, text)),
    types: listOf(fields, 'types', stringOf),
    channel: oneOf(fields, 'channel', ['user', 'document']),
    side: oneOf(fields, 'side', ['input', 'output']),
    history: listOf(fields, 'history', messageOf) ?? [],
    canary: stringOf(fields.canary ?? '', 'canary'),
    tenant: typeof fields.tenant === 'string' ? fields.tenant : null,
  };
}

function parsed(line: string): Fields {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    // The parser's message quotes the text.
    throw new RowError('the line is no JSON; each line must be one row, as in {"text": "hello", "label": 0}');
  }
  if (isFields(value)) return value;
  throw new RowError('the line must be a JSON object, as in {"text": "hello", "label": 0}');
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function labelOf(value: unknown): boolean | null {
  if (value === undefined || value === null) return null;
  if (value === 1 || value === 0) return value === 1;
  throw new RowError(`label must be the number 0 or 1, and is ${typeof value === 'number' ? value : aKind(value)}`);
}

function aKind(value: unknown): string {
  if (typeof value === 'string') return 'a string; write it without quotes';
  return typeof value === 'boolean' ? 'a boolean; write 1 for true and 0 for false' : 'a list or an object';
}

function listOf<T>(fields: Fields, name: string, read: (value: unknown, place: string) => T): T[] | null {
  const list = fields[name] ?? null;
  if (list === null) return null;
  if (!Array.isArray(list)) throw new RowError(`${name} must be a list`);
  return list.map((value, index) => read(value, `${name}/${index}`));
}

function stringOf(value: unknown, place: string): string {
  if (typeof value === 'string') return value;
  throw new RowError(`${place} must be a string`);
}

function oneOf<T extends string>(fields: Fields, name: string, [usual, ...others]: readonly [T, ...T[]]): T {
  const value = fields[name] ?? usual;
  const known = [usual, ...others].find((one) => one === value);
  if (known !== undefined) return known;
  throw new RowError(`${name} must be ${[usual, ...others].join(' or ')}`);
}

function spanOf(value: unknown, place: string, text: string): Found {
  const { start, end, type } = isFields(value) ? value : {};
  if (typeof type !== 'string') throw new RowError(`${place}/type must be a string`);
  const isWithin = Number.isInteger(start) && Number.isInteger(end) && Number(start) >= 0 && Number(end) <= text.length;
  if (isWithin && Number(start) < Number(end)) return { type, start: Number(start), end: Number(end) };
  throw new RowError(`${place} must have start < end within the text's ${text.length} UTF-16 code units`);
}

function messageOf(value: unknown, place: string): RowMessage {
  if (typeof value === 'string') return { role: 'user', content: value };
  if (!isFields(value)) throw new RowError(`${place} must be a string, or have a role and a content`);
  return {
    role: stringOf(value.role ?? 'user', `${place}/role`),
    content: stringOf(value.content ?? '', `${place}/content`),
  };
}
