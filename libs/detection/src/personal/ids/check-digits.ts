/** Rest of the sum of the digits, each times its weight. */
export function weightedSum(id: string, weights: readonly number[], modulus: number): number {
  let sum = 0;
  for (let at = 0; at < weights.length; at += 1) sum += (weights[at] ?? 0) * digitAt(id, at);
  return ((sum % modulus) + modulus) % modulus;
}

/** The check digit of Luhn, ISO/IEC 7812. */
export function isLuhn(id: string): boolean {
  let sum = 0;
  for (let at = id.length - 1, doubled = false; at >= 0; at -= 1, doubled = !doubled) {
    const digit = digitAt(id, at);
    sum += doubled ? digitSum(digit * 2) : digit;
  }
  return sum % 10 === 0;
}

/** ISO/IEC 7064 MOD 11,10: one check digit at the end. */
export function isMod11And10(id: string): boolean {
  let product = 10;
  for (let at = 0; at < id.length - 1; at += 1) {
    const sum = (digitAt(id, at) + product) % 10 || 10;
    product = (sum * 2) % 11;
  }
  return (11 - product) % 10 === digitAt(id, id.length - 1);
}

const DIHEDRAL = [
  '0123456789',
  '1234067895',
  '2340178956',
  '3401289567',
  '4012395678',
  '5987604321',
  '6598710432',
  '7659821043',
  '8765932104',
  '9876543210',
];
const PERMUTATION = [
  '0123456789',
  '1576283094',
  '5803796142',
  '8916043527',
  '9453126870',
  '4286573901',
  '2793806415',
  '7046913258',
];

/** Verhoeff's check digit over the dihedral group D5. */
export function isVerhoeff(id: string): boolean {
  let state = 0;
  for (let at = 0; at < id.length; at += 1) {
    const permuted = digitAt(PERMUTATION[at % 8] ?? '', digitAt(id, id.length - 1 - at));
    state = digitAt(DIHEDRAL[state] ?? '', permuted);
  }
  return state === 0;
}

/** The check digit of machine-readable travel documents, ICAO 9303: weights 7, 3, 1, letters from A = 10. */
export function isIcao(id: string): boolean {
  let sum = 0;
  for (let at = 0; at < id.length - 1; at += 1) sum += (ICAO_WEIGHTS[at % 3] ?? 0) * valueAt(id, at);
  return sum % 10 === digitAt(id, id.length - 1);
}

const ICAO_WEIGHTS = [7, 3, 1];

/** Rest of a number of any length. */
export function remainder(digits: string, modulus: number): number {
  let rest = 0;
  for (let at = 0; at < digits.length; at += 1) rest = (rest * 10 + digitAt(digits, at)) % modulus;
  return rest;
}

export function digitAt(id: string, at: number): number {
  return id.charCodeAt(at) - 0x30;
}

/** Digits by their value, letters from A = 10 on. */
export function valueAt(id: string, at: number): number {
  return Number.parseInt(id.charAt(at), 36);
}

/** Sum of the two digits of a number below 100. */
export function digitSum(number: number): number {
  return Math.floor(number / 10) + (number % 10);
}

/** True when these digits can be a month and a day of some year. */
function isMonthAndDay(month: string, day: string): boolean {
  const [ofYear, ofMonth] = [Number(month), Number(day)];
  return ofYear >= 1 && ofYear <= 12 && ofMonth >= 1 && ofMonth <= (DAYS[ofYear - 1] ?? 0);
}

const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** True when the six digits from `at` on are year, month and day; some countries add to the day of some people. */
export function isYymmdd(id: string, at = 0, addedToDay: readonly number[] = [0]): boolean {
  const day = Number(id.slice(at + 4, at + 6));
  return addedToDay.some((added) => isMonthAndDay(id.slice(at + 2, at + 4), String(day - added)));
}

/** True when the six digits from `at` on are day, month and year; some countries add to the day of some people. */
export function isDdmmyy(id: string, at = 0, addedToDay: readonly number[] = [0]): boolean {
  const day = Number(id.slice(at, at + 2));
  return addedToDay.some((added) => isMonthAndDay(id.slice(at + 2, at + 4), String(day - added)));
}
