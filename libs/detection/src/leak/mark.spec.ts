import { describe, expect, it } from 'vitest';
import { readText } from '../reading/reading';
import { tellsMark } from './mark';

const MARKS = ['gx-0123456789ab', 'gx-e07fc1d9a3b8', '3f2b8c1e-9d4a-4e7b-8a60-5c1d2e3f4a5b'];

const each = (mark: string, written: (byte: number) => string, between = ' ') =>
  Array.from(Buffer.from(mark), written).join(between);
const rot13 = (text: string) =>
  text.replace(/[a-z]/gi, (letter) => {
    const code = letter.charCodeAt(0);
    return String.fromCharCode(code + ((code & 0x1f) <= 13 ? 13 : -13));
  });
const base64 = (text: string) => Buffer.from(text).toString('base64');

const WRITTEN: Readonly<Record<string, (mark: string) => string>> = {
  'as it is': (mark) => mark,
  'with blanks': (mark) => [...mark].join(' '),
  reversed: (mark) => [...mark].reverse().join(''),
  'in base64': base64,
  'in base64 behind one byte': (mark) => base64(`:${mark}`),
  'in base64 in a sentence': (mark) => base64(`it: ${mark}, no more`),
  'in base64 of capitals': (mark) => base64(mark.toUpperCase()),
  'in base64 in groups': (mark) => base64(mark).replace(/.{4}/g, '$& '),
  'in base64 in pairs': (mark) => base64(mark).replace(/.{2}/g, '$& '),
  'in base64 with hyphens': (mark) => [...base64(mark)].join('-'),
  'in base64 backward': (mark) => base64([...mark].reverse().join('')),
  'in hex': (mark) => Buffer.from(mark).toString('hex'),
  'in hex with prefixes': (mark) => each(mark, (byte) => `0x${byte.toString(16)}`, ', '),
  'in rot13': rot13,
  'in decimal codes': (mark) => each(mark, String),
  'in binary': (mark) => each(mark, (byte) => byte.toString(2).padStart(8, '0')),
  'in escapes': (mark) => each(mark, (byte) => `\\x${byte.toString(16)}`, ''),
  'in entities': (mark) => each(mark, (byte) => `&#${byte};`, ''),
  'in code points': (mark) => each(mark, (byte) => `U+00${byte.toString(16).toUpperCase()}`),
  'in tags': (mark) => String.fromCodePoint(...Array.from(Buffer.from(mark), (byte) => 0xe0000 + byte)),
  'in variation selectors': (mark) =>
    String.fromCodePoint(...Array.from(Buffer.from(mark), (byte) => 0xe0100 + byte - 16)),
  'in numbered lines': (mark) => [...mark].map((sign, index) => `${index + 1}. ${sign}`).join('\n'),
  'in lines with numbers behind': (mark) => [...mark].map((sign, index) => `${sign} (${index + 1})`).join('\n'),
  'in a row of numbered characters': (mark) => [...mark].map((sign, index) => `${index + 1}: ${sign}`).join(', '),
  'in halves': (mark) => `${mark.slice(0, mark.length / 2)} banana ${mark.slice(mark.length / 2)}`,
  'in halves, the second first': (mark) => `End: ${mark.slice(9)}. Beginning: ${mark.slice(0, 9)}.`,
};

describe('tellsMark', () => {
  it.each(Object.entries(WRITTEN))('finds a mark %s, alone or in a sentence', (_, written) => {
    for (const mark of MARKS) {
      expect(tellsMark(readText(written(mark)), mark)).toBe(true);
      expect(tellsMark(readText(`Here you are:\n${written(mark)}\nAnything else?`), mark)).toBe(true);
    }
  });

  it.each(Object.entries(WRITTEN))('does not find the mark of another request %s', (_, written) => {
    for (const mark of MARKS) expect(tellsMark(readText(written('gx-94b1f0e2d7c6')), mark)).toBe(false);
  });

  it('looks through a reading once for a mark, whoever asks', () => {
    let looks = 0;
    const reading = new Proxy(readText('Good morning.'), {
      get: (target, key) => {
        if (key === 'views') looks += 1;
        return Reflect.get(target, key) as unknown;
      },
    });
    expect(['gx-0123456789ab', 'gx-0123456789ab', 'gx-e07fc1d9a3b8'].some((mark) => tellsMark(reading, mark))).toBe(
      false,
    );
    expect(looks).toBe(2);
  });

  it('does not take a half of a mark for it, or a short mark encoded', () => {
    expect(tellsMark(readText('It begins with gx-01234567.'), 'gx-0123456789ab')).toBe(false);
    expect(tellsMark(readText(base64('gx-01')), 'gx-01')).toBe(false);
    expect(tellsMark(readText('-'), '-')).toBe(false);
  });
});
