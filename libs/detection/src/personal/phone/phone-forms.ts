import { isInternational } from './numbering-plans';

const MIN_DIGITS = 8;
const MAX_DIGITS = 15;
const NO_DIGIT = /\D/g;
/** A zero that is dialled within the country alone: `+49 (0)30 901820`. */
const TRUNK = /\(0\)/;
/** ITU-T E.164: none of the country codes begins with another. */
const COUNTRY_CODE = /^(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})/;
/**
 * What is dialled before a number within its country, by country code, where it is not 0; '' alone where nothing is. Without
 * it the number of another country would have the form of this one: `0212 …` is in Istanbul, and `+1 212 …` is not. Source:
 * ITU-T Operational Bulletin, "Dialling procedures".
 */
const TRUNK_PREFIXES: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(
    [
      '30',
      '34',
      '39',
      '45',
      '47',
      '48',
      '65',
      '351',
      '352',
      '354',
      '356',
      '357',
      '371',
      '372',
      '377',
      '420',
      '852',
    ].map((code) => [code, ['']]),
  ),
  ...{ '1': ['', '1'], '7': ['', '8'], '36': ['06'], '370': ['0', '8'], '375': ['8'], '993': ['8'] },
};
const USUAL_PREFIX = ['0'];
/** What is written before a country code. */
const ABROAD = ['', '00', '011'];

/** Digits in which a number is written that is given with its country code; none for one that its country can not have. */
export function phoneForms(number: string): string[] {
  const digits = number.replace(TRUNK, '').replace(NO_DIGIT, '');
  if (digits.length < MIN_DIGITS || digits.length > MAX_DIGITS || !isInternational(digits)) return [];
  const code = COUNTRY_CODE.exec(digits)?.[0] ?? '';
  const rest = digits.slice(code.length);
  const abroad = ABROAD.flatMap((before) => [`${before}${code}${rest}`, `${before}${code}0${rest}`]);
  const within = TRUNK_PREFIXES[code] ?? USUAL_PREFIX;
  return [...abroad, ...within.map((before) => `${before}${rest}`)];
}
