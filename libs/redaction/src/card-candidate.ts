import { isIssued } from './card-issuer';
import { Separator } from './card-separator';

const MIN_DIGITS = 13;
const MAX_DIGITS = 19;
const PREFIX_DIGITS = 4;

/** Digits read one after another that may turn out to be a card number; reset instead of made anew, so it costs nothing. */
export class CardCandidate {
  private count = 0;
  private prefix = 0;
  // The sums of Luhn for an even and for an odd number of digits.
  private even = 0;
  private odd = 0;
  private groups = 0;
  private firstGroup = 0;
  private lastGroup = 0;
  private evenGroups = true;
  private separator = 0;
  private strangest = Separator.none;
  private oneSeparator = true;

  reset(): void {
    this.count = this.prefix = this.groups = this.separator = 0;
    this.even = this.odd = 0;
    this.evenGroups = this.oneSeparator = true;
    this.strangest = Separator.none;
  }

  get isTooLong(): boolean {
    return this.count > MAX_DIGITS;
  }

  /** True when its groups may as well be numbers of a list. */
  get isLikeList(): boolean {
    return this.strangest === Separator.list || (this.strangest === Separator.uncommon && !this.oneSeparator);
  }

  // Which digits count double is known only at the end, so both sums are kept.
  addDigit(value: number): void {
    const doubled = value > 4 ? value * 2 - 9 : value * 2;
    const isEven = this.count % 2 === 0;
    this.even += isEven ? doubled : value;
    this.odd += isEven ? value : doubled;
    if (this.count < PREFIX_DIGITS) this.prefix = this.prefix * 10 + value;
    this.count += 1;
  }

  endGroup(length: number): void {
    this.groups += 1;
    if (this.groups === 1) this.firstGroup = length;
    else if (this.groups > 2 && this.lastGroup !== this.firstGroup) this.evenGroups = false;
    this.lastGroup = length;
  }

  addSeparator(code: number, kind: Separator): void {
    if (kind > this.strangest) this.strangest = kind;
    if (this.separator !== 0 && this.separator !== code) this.oneSeparator = false;
    this.separator = code;
  }

  isCard(): boolean {
    if (this.count < MIN_DIGITS || this.isTooLong) return false;
    if ((this.count % 2 === 0 ? this.even : this.odd) % 10 !== 0) return false;
    if (this.strangest <= Separator.common) return true;
    if (!this.isLikeList) return this.hasCardGroups();
    return this.hasPrintedGroups() && isIssued(this.prefix, this.count);
  }

  /** Groups of one length with a rest at the end, or 4-6-4 and 4-6-5; decimals, dates and addresses are not so. */
  private hasCardGroups(): boolean {
    return this.isFourSix() || (this.evenGroups && this.lastGroup <= this.firstGroup);
  }

  /** As cards are printed: 4-4-4-4, with three more, 4-6-4 and 4-6-5. */
  private hasPrintedGroups(): boolean {
    const isOfFours = this.evenGroups && this.firstGroup === 4 && (this.count === 16 || this.count === 19);
    return this.isFourSix() || isOfFours;
  }

  private isFourSix(): boolean {
    const hasRest = this.lastGroup === 4 || this.lastGroup === 5;
    return this.groups === 3 && this.firstGroup === 4 && hasRest && this.count - 4 - this.lastGroup === 6;
  }
}
