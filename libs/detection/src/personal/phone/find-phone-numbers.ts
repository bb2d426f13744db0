import type { Found } from '../../found';
import { isPartOfMore } from '../ids/surroundings';
import { isDate, isNorthAmerican, isThousands, layoutOf, type NumberLayout } from './number-layout';
import { isInternational, isNationalOf } from './numbering-plans';
import { NEAR, PhoneContext, VERY_NEAR } from './phone-context';

const MIN_DIGITS = 7;
const MAX_DIGITS = 15;
/** Fewer digits in groups of three are rather an amount, also where a country is named. */
const LEAST_OF_THOUSANDS = 9;
/** With separators and an extension. */
const LONGEST = 40;
// A number, its groups parted by up to three signs, and an extension. A digit ends where no letter or digit goes on; whether a
// `_` is of a longer name or of Markdown is seen later.
const CANDIDATE =
  /(?<![A-Za-z\d])(?:\+|\(\+?)?\d(?:[ ().\/-]{0,3}\d){6,40}(?: ?(?:x|ext\.?|extension) ?\d{1,6})?(?![A-Za-z\d])/gi;
const EXTENSION = /\s?(?:x|ext)[a-z.]*\s?\d{1,6}$/i;

// Numbers of books, goods and papers, which are parted like phone numbers.
const OTHER_NUMBER = /(?<![A-Za-z])(?:isbn|issn|ismn|ean|gtin|upc|doi|asin)(?:[- ]?1[0-4])?\s?[:#-]?\s?$/i;
const LONGEST_OTHER = 12;

/** Where a number ends and the next one begins, with nothing but spaces between them. */
const NEXT_NUMBER = / +(?=\(|\+|\d{3}[-.]\d{3}[-.]\d{4})| {2,}| \/ /g;
/** What stands between numbers of a list. */
const LIST_SIGN = /^(?:\s*[,;/|&]\s*|\s+(?:or|and|oder|und|ou|et|o|y|e|и|или)\s+)$/i;
const LONGEST_LIST_SIGN = 8;

/**
 * Phone numbers in international notation, in national notation where the groups can be nothing else, and others where
 * words near by say so. A number that stands in a list of numbers, a date, a price or a part of something longer is none.
 */
export function findPhoneNumbers(text: string): Found[] {
  const search = new PhoneSearch(text);
  for (const { 0: candidate, index } of text.matchAll(CANDIDATE)) {
    if (search.tries(candidate, index)) continue;
    let from = 0;
    for (const { 0: space, index: at } of candidate.matchAll(NEXT_NUMBER)) {
      search.tries(candidate.slice(from, at), index + from);
      from = at + space.length;
    }
    if (from > 0) search.tries(candidate.slice(from), index + from);
  }
  return search.found;
}

class PhoneSearch {
  readonly found: Found[] = [];
  private readonly context: PhoneContext;

  constructor(private readonly text: string) {
    this.context = new PhoneContext(text);
  }

  /** Adds a candidate when it is a phone number. */
  tries(candidate: string, start: number): boolean {
    const end = start + candidate.length;
    const isOne = this.isPhoneNumber(candidate, start, end);
    if (isOne) this.found.push({ type: 'PHONE_NUMBER', start, end });
    return isOne;
  }

  private isPhoneNumber(candidate: string, start: number, end: number): boolean {
    if (candidate.length > LONGEST || isPartOfMore(this.text, start, end)) return false;
    if (OTHER_NUMBER.test(this.text.slice(Math.max(0, start - LONGEST_OTHER), start))) return false;
    const layout = layoutOf(candidate.replace(EXTENSION, ''));
    const count = layout.digits.length;
    if (count < MIN_DIGITS || count > MAX_DIGITS || isDate(layout)) return false;
    if (layout.isInternational && isInternational(layout.digits)) return true;
    return isNational(layout) || this.isNamed(layout, start, end) || this.continuesList(start);
  }

  private isNamed(layout: NumberLayout, start: number, end: number): boolean {
    const mayCount = layout.groups.length === 1 || isThousands(layout);
    if (this.context.namesPhone(start, end, mayCount ? VERY_NEAR : NEAR)) return true;
    if (this.context.namesCall(start, end)) return layout.groups.length > 1 || layout.digits.length >= 9;
    if (isThousands(layout) && layout.digits.length < LEAST_OF_THOUSANDS) return false;
    return this.context.countries(start).some((country) => isNationalOf(layout.digits, country));
  }

  private continuesList(start: number): boolean {
    const last = this.found.at(-1)?.end ?? -Infinity;
    return start - last <= LONGEST_LIST_SIGN && LIST_SIGN.test(this.text.slice(last, start));
  }
}

/** National notation that nothing else is written in. */
function isNational({ groups, digits, hasArea, separators }: NumberLayout): boolean {
  if (isNorthAmerican(groups, separators, hasArea)) return true;
  if (hasArea) return digits.length >= 8 && digits.length <= 12 && !/^(?:19|20)\d\d$/.test(groups[0] ?? '');
  const isEven = new Set(separators).size === 1;
  return isEven && groups.length >= 3 && /^0[1-9]/.test(digits) && digits.length >= 9 && digits.length <= 11;
}
