import { describe, expect, it } from 'vitest';
import { SeededRandom } from '@gauntlet/statistics';
import { readLibrary } from './library';
import { parsePhrase, slotsOf } from './phrase';
import { BUILT_IN } from './phrase-file';
import { textsOf } from './record';
import { PLACES } from './template';
import { Voice } from './voice';

const library = readLibrary();
const templates = { ...library.documents, ...library.prompts, ...library.wrappings };

/** Alternatives or a slot that are written with the wide marks of East Asian keyboards, so that nobody reads them as such. */
const WIDE = /（[^）]*[|｜][^）]*）|｛\w+｝/u;

describe('the phrases', () => {
  it.each(library.languages.map((file) => [file.language, file] as const))('of %s expand to texts', (_, file) => {
    const voice = new Voice(file, new SeededRandom(1));
    const kinds = Object.keys(file.phrases) as (keyof typeof file.phrases)[];
    const texts = kinds.flatMap((kind) => Array.from({ length: 300 }, () => voice.say(kind)));
    expect(texts.filter((text) => text.trim() === '' || WIDE.test(text))).toEqual([]);
  });

  it('have one file for each language', () => {
    const codes = library.languages.map(({ language }) => language);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes).toContain('en');
  });
});

describe('the templates', () => {
  it('use only slots that are known', () => {
    const known = [...Object.keys(library.values), ...BUILT_IN, ...PLACES];
    const used = Object.values({ ...templates, ...library.values })
      .flat()
      .flatMap(slotsOf);
    const inRecords = Object.values(library.records).flatMap(textsOf).map(parsePhrase).flatMap(slotsOf);
    expect([...used, ...inRecords].filter((slot) => !known.includes(slot))).toEqual([]);
  });

  it('have a place for the main text', () => {
    const hasPlace = (slots: string[]) => slots.some((slot) => (PLACES as readonly string[]).includes(slot));
    const without = Object.entries(templates).filter(
      ([, list]) => !list.every((template) => hasPlace(slotsOf(template))),
    );
    const records = Object.entries(library.records).filter(
      ([, record]) => !hasPlace(textsOf(record).map(parsePhrase).flatMap(slotsOf)),
    );
    expect([...without, ...records].map(([name]) => name)).toEqual([]);
  });
});
