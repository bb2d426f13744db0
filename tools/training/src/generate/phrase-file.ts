import { parse } from 'yaml';
import { parsePhrase, type Phrase, slotsOf } from './phrase';
import { PhraseFileError } from './phrase-file.error';

const ATTACKS = [
  'override',
  'reveal',
  'persona',
  'authority',
  'hijack',
  'planted',
  'exfiltrate',
  'action',
  'pressure',
  'pry',
] as const;
const HARMLESS = ['request', 'quoting', 'imperative', 'document', 'complaint', 'roleplay'] as const;
/** Kinds without which a language has nothing to attack with or nothing to stand around an attack; the others may be missing. */
const NEEDED: readonly string[] = ['override', 'action', 'request', 'imperative', 'document'];

/** What a phrase does. */
export type Kind = (typeof ATTACKS)[number] | (typeof HARMLESS)[number];
/** What a slot's name can stand for. */
export type Slots = Readonly<Record<string, readonly Phrase[]>>;

/** The phrases of one language. */
export interface PhraseFile {
  readonly language: string;
  readonly slots: Slots;
  readonly phrases: Readonly<Partial<Record<Kind, readonly Phrase[]>>>;
}

/** What every phrase can use besides the slots of its file: `digit` (0 to 9) and `attack` (a phrase that attacks, to be quoted). */
export const BUILT_IN = ['digit', 'attack'];

/**
 * Reads the phrases of a language. The README of this package describes the format.
 * @param shared slots of all languages; a file's own slot of the same name is used instead.
 * @throws PhraseFileError naming every field that is wrong.
 */
export function parsePhraseFile(source: string, file: string, shared: Slots): PhraseFile {
  const reader = new FieldReader(file);
  const root = reader.section('', parse(source), ['language', 'slots', 'attack', 'harmless']);
  const slots = { ...shared, ...reader.lists('slots', root['slots']) };
  const attack = reader.lists('attack', root['attack'], ATTACKS);
  const harmless = reader.lists('harmless', root['harmless'], HARMLESS);
  const { language } = root;
  if (typeof language !== 'string') reader.problem('language', 'must be the code of a language, such as de');
  reader.checkSlots({ ...slots, ...attack, ...harmless }, slots);
  reader.end();
  return { language: String(language), slots, phrases: { ...attack, ...harmless } };
}

/** Reads a file that has lists of phrases only. */
export function parseLists(source: string, file: string): Slots {
  const reader = new FieldReader(file);
  const lists = reader.lists('', parse(source));
  reader.end();
  return lists;
}

class FieldReader {
  private readonly problems: string[] = [];

  constructor(private readonly file: string) {}

  problem(field: string, text: string): void {
    this.problems.push(`${field || 'the file'} ${text}`);
  }

  end(): void {
    if (this.problems.length > 0) throw new PhraseFileError(this.file, this.problems);
  }

  /** The fields of a part of the file; with names, only those. */
  section(field: string, value: unknown, names?: readonly string[], needed = names): Record<string, unknown> {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      this.problem(field, 'must have named fields');
      return {};
    }
    for (const name of needed ?? []) if (!(name in value)) this.problem(`${field}/${name}`, 'is missing');
    for (const name of Object.keys(value)) {
      if (names && !names.includes(name))
        this.problem(`${field}/${name}`, `is not known; known are ${names.join(', ')}`);
    }
    return value as Record<string, unknown>;
  }

  lists(field: string, value: unknown, names?: readonly string[]): Slots {
    const needed = names?.filter((name) => NEEDED.includes(name));
    const entries = Object.entries(this.section(field, value, names, needed));
    return Object.fromEntries(entries.map(([name, list]) => [name, this.list(`${field}/${name}`, list)]));
  }

  private list(field: string, value: unknown): Phrase[] {
    if (Array.isArray(value) && value.length > 0) {
      return value.map((text: unknown, index) => this.phrase(`${field}/${index}`, text));
    }
    this.problem(field, 'must be a list with at least one text');
    return [];
  }

  private phrase(field: string, text: unknown): Phrase {
    try {
      if (typeof text === 'string' && text.trim() !== '') return parsePhrase(text);
      this.problem(field, 'must be a text; put it into quotes');
    } catch (error) {
      this.problem(field, (error as SyntaxError).message);
    }
    return [];
  }

  /** Every slot that is used must be known, and no slot may stand for itself, however indirectly. */
  checkSlots(lists: Slots, slots: Slots): void {
    for (const [name, phrases] of Object.entries(lists)) {
      for (const slot of new Set(phrases.flatMap(slotsOf))) {
        if (!(slot in slots) && !BUILT_IN.includes(slot)) this.problem(name, `uses the unknown slot {${slot}}`);
      }
    }
    for (const name of Object.keys(slots)) {
      if (reached(name, slots).has(name)) this.problem(`slots/${name}`, 'stands for itself; remove the circle');
    }
  }
}

/** The slots that the phrases of a slot use, and those that these use, and so on. */
function reached(name: string, slots: Slots, seen = new Set<string>()): Set<string> {
  for (const inner of (slots[name] ?? []).flatMap(slotsOf)) {
    if (seen.has(inner)) continue;
    seen.add(inner);
    reached(inner, slots, seen);
  }
  return seen;
}
