import { describe, expect, it } from 'vitest';
import { SeededRandom } from '@gauntlet/statistics';
import { fillRecord, FORMATS } from './record';
import type { Scene } from './template';

const RECORD = { id: '{digit}', subject: '{label}', body: "it's {text}" };
const scene = (seed: number, core = 'CORE'): Scene => ({
  random: new SeededRandom(seed),
  core,
  values: {},
  filler: () => 'filler',
});

describe('a record', () => {
  it('holds the main text once, whatever its format', () => {
    for (let seed = 0; seed < 300; seed += 1) {
      expect(fillRecord('mails', RECORD, scene(seed)).split('CORE')).toHaveLength(2);
    }
  });

  it('is one record or several, in all formats', () => {
    const texts = Array.from({ length: 300 }, (_, seed) => fillRecord('mails', RECORD, scene(seed)));
    expect(texts.some((text) => text.startsWith('{"mails":'))).toBe(true);
    expect(texts.some((text) => text.startsWith("{'mails':"))).toBe(true);
    expect(texts.some((text) => text.startsWith("\"{'mails':"))).toBe(true);
    expect(texts.some((text) => text.includes('|'))).toBe(true);
  });

  it('stays readable for programs where its format is one of theirs', () => {
    const value = { text: `a "quote", it's\na line`, count: 2, none: null };
    for (const format of ['json', 'compact', 'indented'] as const) {
      expect(JSON.parse(FORMATS[format]?.(value) ?? '')).toEqual(value);
    }
    expect(FORMATS['python']?.(value)).toBe(`{'text': 'a "quote", it\\'s\\na line', 'count': 2, 'none': None}`);
  });
});
