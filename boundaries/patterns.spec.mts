import { describe, expect, it } from 'vitest';
import { FILES, textOf } from './source.mts';

const HOME = 'libs/contracts/src/parts/text.ts';
/** What tells a pattern of names, of versions and of ids, however it is quoted; a header of digits is no version. */
const LITERALS = [/\[a-zA-Z0-9\._-\]\{0,127\}/, /v\[1-9\]\\+d/, /\[(?:0-9|\\+d)a-f\]\{8\}/];

const isSpelledOut = (text: string) => LITERALS.some((literal) => literal.test(text));

describe('the patterns of names, versions and ids', () => {
  it('stand in one place of the contracts, and are imported everywhere else', () => {
    const sources = FILES.filter((path) => /^(?:libs|services|tools)\/.*\/src\/.*\.ts$/.test(path));
    const places = sources.filter((path) => !/\.spec\.ts$|\/migrations\//.test(path) && isSpelledOut(textOf(path)));
    expect(places).toEqual([HOME]);
  });

  it.each(['/^v[1-9]\\d{0,8}$/', "'^v[1-9]\\\\d*$'", '/^[a-zA-Z0-9][a-zA-Z0-9._-]{0,127}$/', '/^[\\da-f]{8}-/'])(
    'are recognised in %s',
    (text) => expect(isSpelledOut(text)).toBe(true),
  );
});
