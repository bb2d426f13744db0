/** How a number is written. */
export interface NumberLayout {
  readonly digits: string;
  readonly groups: readonly string[];
  /** What stands between the groups, spaces beside another sign left out. */
  readonly separators: readonly string[];
  /** Its first group, or the one behind a country code, stands in brackets. */
  readonly hasArea: boolean;
  /** It begins with a plus sign, or with what one dials instead. */
  readonly isInternational: boolean;
}

const YEAR = /^(?:1[5-9]|20|21)\d\d$/;
const INSTEAD_OF_PLUS = /^(?:00|011)[ -]?(?=[1-9])/;

export function layoutOf(candidate: string): NumberLayout {
  if (/^[1-9]\d*$/.test(candidate)) return solid(candidate);
  const isDialled = INSTEAD_OF_PLUS.test(candidate) && candidate.replace(/\D/g, '').length > 10;
  const number = isDialled ? candidate.replace(INSTEAD_OF_PLUS, '') : candidate;
  const isInternational = isDialled || candidate.includes('+');
  // `+44 (0)20` means that the zero is left out when one calls from abroad.
  const written = isInternational ? number.replace('(0)', ' ') : number;
  return {
    digits: written.replace(/\D/g, ''),
    groups: written.match(/\d+/g) ?? [],
    separators: (written.match(/(?<=\d)\D+(?=\d)/g) ?? []).map((signs) => signs.trim() || ' '),
    hasArea: /^\(\d{2,5}\)/.test(written),
    isInternational,
  };
}

function solid(digits: string): NumberLayout {
  return { digits, groups: [digits], separators: [], hasArea: false, isInternational: false };
}

/** True for three digits, three and four, as one writes them in North America; in brackets, with dashes or with dots. */
export function isNorthAmerican(groups: readonly string[], separators: readonly string[], hasArea: boolean): boolean {
  const [area = '', exchange = '', line = '', ...more] = groups[0] === '1' ? groups.slice(1) : groups;
  const isLaidOut = /^[2-9]\d\d$/.test(area) && exchange.length === 3 && line.length === 4 && more.length === 0;
  return isLaidOut && (hasArea || separators.every((sign) => '-.'.includes(sign)));
}

/** True for day, month and year in any order, with an hour or without. */
export function isDate({ groups, separators, hasArea }: NumberLayout): boolean {
  const [first = '', second = '', third = ''] = groups;
  if (groups.length < 3 || hasArea || separators[0] !== separators[1]) return false;
  if (YEAR.test(first)) return isUpTo(second, 12) && isUpTo(third, 31);
  return separators[0] !== ' ' && YEAR.test(third) && isUpTo(first, 31) && isUpTo(second, 31);
}

/** True for groups of three behind a first one of up to three, as in 1 234 567. */
export function isThousands({ groups, separators }: NumberLayout): boolean {
  const [, ...rest] = groups;
  return (
    rest.length > 0 && rest.every((group) => group.length === 3) && separators.every((sign) => ' .'.includes(sign))
  );
}

function isUpTo(group: string, most: number): boolean {
  return group.length <= 2 && Number(group) >= 1 && Number(group) <= most;
}
