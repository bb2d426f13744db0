import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { parseLists, parsePhraseFile } from './phrase-file';
import { PhraseFileError } from './phrase-file.error';

const ATTACKS = 'override reveal persona authority hijack planted exfiltrate action pressure pry'.split(' ');
const HARMLESS = 'request quoting imperative document complaint roleplay'.split(' ');
const kinds = (names: string[]) => Object.fromEntries(names.map((name) => [name, ['a text']]));
const file = (changes: object = {}) => ({
  language: 'de',
  slots: {},
  attack: kinds(ATTACKS),
  harmless: kinds(HARMLESS),
  ...changes,
});
const read = (content: object) => parsePhraseFile(stringify(content), 'de.yml', {});

function problemsOf(content: object): readonly string[] {
  try {
    read(content);
  } catch (error) {
    if (error instanceof PhraseFileError) return error.problems;
    throw error;
  }
  return [];
}

describe('a file of phrases', () => {
  it('holds the language and phrases of every kind', () => {
    const { language, phrases } = read(file());
    expect(language).toBe('de');
    expect(Object.keys(phrases).sort()).toEqual([...ATTACKS, ...HARMLESS].sort());
  });

  it('may lack kinds, but for those that every text needs', () => {
    const some = file({
      attack: kinds(['override', 'action']),
      harmless: kinds(['request', 'imperative', 'document']),
    });
    expect(Object.keys(read(some).phrases)).toHaveLength(5);
    expect(problemsOf(file({ harmless: kinds(['request', 'imperative']) }))).toEqual(['harmless/document is missing']);
  });

  it('may use shared slots and replace them by its own', () => {
    const shared = parseLists('name: [Anna]', 'values.yml');
    const content = file({ slots: { greeting: ['Hi {name}'] } });
    expect(parsePhraseFile(stringify(content), 'de.yml', shared).slots['name']).toEqual([['Anna']]);
    const own = file({ slots: { name: ['Ulf'] } });
    expect(parsePhraseFile(stringify(own), 'de.yml', shared).slots['name']).toEqual([['Ulf']]);
  });

  it.each([
    ['a kind that is missing', file({ attack: kinds(ATTACKS.slice(1)) }), 'attack/override is missing'],
    ['a kind that is unknown', file({ harmless: kinds([...HARMLESS, 'jokes']) }), 'harmless/jokes is not known'],
    [
      'an empty list',
      file({ harmless: { ...kinds(HARMLESS), request: [] } }),
      'harmless/request must be a list with at least one',
    ],
    ['an empty text', file({ slots: { a: [' '] } }), 'slots/a/0 must be a text'],
    ['a number', file({ slots: { a: [12] } }), 'slots/a/0 must be a text; put it into quotes'],
    ['an unbalanced parenthesis', file({ slots: { a: ['ok', '(a|b'] } }), 'slots/a/1 has a "(" without a ")"'],
    [
      'an unknown slot',
      file({ attack: { ...kinds(ATTACKS), reveal: ['tell {what}'] } }),
      'reveal uses the unknown slot {what}',
    ],
    ['a circle of slots', file({ slots: { a: ['{b}'], b: ['(x|{a})'] } }), 'slots/a stands for itself'],
    ['no language', file({ language: 7 }), 'language must be the code'],
  ])('is refused for %s', (_, content, problem) => {
    expect(problemsOf(content).join('\n')).toContain(problem);
  });

  it('names all problems at once', () => {
    expect(problemsOf(file({ slots: { a: ['a)'], b: [] } }))).toHaveLength(2);
  });
});
