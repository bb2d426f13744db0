/** Ranges of first four digits, and how many digits a number with them may have (ISO/IEC 7812, as issued today). */
const RANGES: readonly (readonly [first: number, last: number, fewest: number, most: number])[] = [
  [2200, 2204, 16, 19], // Mir
  [2221, 2720, 16, 16], // Mastercard
  [3000, 3059, 14, 19], // Diners Club, here and below
  [3095, 3095, 14, 19],
  [3400, 3499, 15, 15], // American Express
  [3528, 3589, 16, 19], // JCB
  [3600, 3699, 14, 19],
  [3700, 3799, 15, 15], // American Express
  [3800, 3999, 14, 19],
  [4000, 4999, 13, 13], // Visa, in three lengths
  [4000, 4999, 16, 16],
  [4000, 4999, 19, 19],
  [5000, 5099, 13, 19], // Maestro, Elo, RuPay
  [5100, 5599, 16, 16], // Mastercard
  [5600, 5899, 13, 19], // Maestro
  [6011, 6011, 16, 19], // Discover, here and below
  [6069, 6089, 16, 16], // RuPay
  [6200, 6299, 14, 19], // UnionPay
  [6304, 6304, 13, 19], // Maestro
  [6390, 6390, 13, 19],
  [6440, 6599, 16, 19],
  [6700, 6799, 13, 19], // Maestro
];

/** True when cards whose number begins with these four digits are that long. */
export function isIssued(firstFour: number, length: number): boolean {
  return RANGES.some(([first, last, fewest, most]) => {
    return first <= firstFour && firstFour <= last && fewest <= length && length <= most;
  });
}
