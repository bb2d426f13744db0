import { digitAt, isDdmmyy, isLuhn, isMod11And10, isYymmdd, remainder, weightedSum } from '../check-digits';
import type { IdKind } from '../id-kind';

const JMBG_WEIGHTS = [7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2];

export const EAST_EUROPE: readonly IdKind[] = [
  {
    type: 'PL_PESEL',
    inContext: '99999999999',
    check: (id) => isBirthWithCentury(id) && weightedSum(id, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1], 10) === 0,
    context: 'pesel',
  },
  {
    type: 'PL_NIP',
    inContext: '9999999999 999-999-99-99 999-99-99-999',
    form: /^[1-9]/,
    check: (id) => weightedSum(id, [6, 5, 7, 2, 3, 4, 5, 6, 7], 11) === digitAt(id, 9),
    context: 'nip, identyfikacji podatkowej',
    alone: false,
  },
  {
    type: 'CZ_RODNE_CISLO',
    anywhere: '999999/9999',
    inContext: '9999999999 999999/999',
    check: (id) =>
      isCzechBirth(id) && (id.length === 9 || remainder(id, 11) === 0 || remainder(id.slice(0, 9), 11) === 10),
    context: 'rodné číslo, rodne cislo, rodného čísla, rodnej, r.č, rč',
  },
  {
    type: 'RO_CNP',
    inContext: '9999999999999',
    form: /^[1-9]/,
    check: (id) => isYymmdd(id, 1) && romanianCheck(id) === digitAt(id, 12),
    context: 'cnp, cod numeric',
  },
  {
    type: 'BG_EGN',
    inContext: '9999999999',
    check: (id) => isBirthWithCentury(id) && weightedSum(id, [2, 4, 8, 5, 10, 9, 7, 3, 6], 11) % 10 === digitAt(id, 9),
    context: 'егн, egn, единен граждански',
  },
  {
    type: 'HR_OIB',
    inContext: '99999999999',
    check: isMod11And10,
    context: 'oib, osobni identifikacijski',
    alone: false,
  },
  {
    type: 'RS_JMBG',
    inContext: '9999999999999',
    check: (id) => isDdmmyy(id) && jmbgCheck(id) === digitAt(id, 12),
    context: 'jmbg, emšo, emso, матични број, јмбг, matični broj',
  },
  {
    type: 'HU_ADOAZONOSITO',
    inContext: '9999999999',
    form: /^8/,
    check: (id) => weightedSum(id, [1, 2, 3, 4, 5, 6, 7, 8, 9], 11) === digitAt(id, 9),
    context: 'adóazonosító, adoazonosito, adószám',
  },
  {
    type: 'GR_AMKA',
    inContext: '99999999999',
    check: (id) => isDdmmyy(id) && isLuhn(id),
    context: 'αμκα, amka',
  },
  {
    type: 'GR_AFM',
    inContext: '999999999 AA999999999',
    form: /^(?:EL)?(?!0{9})\d{9}$/,
    check: (id) => weightedSum(id.slice(-9), [256, 128, 64, 32, 16, 8, 4, 2], 11) % 10 === digitAt(id, id.length - 1),
    context: 'αφμ, afm, α.φ.μ',
    alone: false,
  },
  {
    type: 'TR_NATIONAL_ID',
    inContext: '99999999999',
    form: /^[1-9]/,
    check: (id) => isTurkish(id),
    context:
      'tckn, tc kimlik, t.c. kimlik, kimlik, tc no, vatandaşlık, turkish id, national id, identity number, id number',
  },
  {
    type: 'TR_LICENSE_PLATE',
    inContext:
      '99-A-9999 99-A-99999 99-AA-999 99-AA-9999 99-AAA-99 99-AAA-999 99A9999 99AA999 99AA9999 99AAA99 99AAA999',
    form: /^(?:0[1-9]|[1-7]\d|8[01])/,
    context: 'plaka, plate, araç, araba',
    alone: true,
  },
  {
    type: 'TR_TAX_ID',
    inContext: '9999999999',
    check: (id) => turkishTaxCheck(id) === digitAt(id, 9),
    context: 'vergi, vkn, tax',
    alone: false,
  },
  {
    type: 'RU_SNILS',
    anywhere: '999-999-999-99',
    inContext: '99999999999',
    check: (id) => weightedSum(id, [9, 8, 7, 6, 5, 4, 3, 2, 1], 101) % 100 === Number(id.slice(9)),
    context: 'снилс, snils, страховой номер',
  },
  {
    type: 'RU_INN',
    inContext: '999999999999 9999999999',
    check: (id) => isRussianTaxNumber(id),
    context: 'инн, inn:, inn number, налогоплательщик',
    alone: false,
  },
  {
    type: 'RU_PASSPORT',
    inContext: '99-99-999999 9999-999999 9999999999',
    context: 'паспорт, серия, russian passport',
  },
  {
    type: 'UA_RNOKPP',
    inContext: '9999999999',
    check: (id) => weightedSum(id, [-1, 5, 7, 9, 4, 6, 10, 5, 7], 11) % 10 === digitAt(id, 9),
    context: 'рнокпп, іпн, ідентифікаційний, реєстраційний номер',
    alone: false,
  },
];

function jmbgCheck(id: string): number {
  const rest = weightedSum(id, JMBG_WEIGHTS, 11);
  return rest === 0 ? 0 : 11 - rest;
}

function romanianCheck(id: string): number {
  const rest = weightedSum(id, [2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9], 11);
  return rest === 10 ? 1 : rest;
}

/** In Poland and Bulgaria the month tells the century by multiples of 20. */
function isBirthWithCentury(id: string): boolean {
  const month = String(Number(id.slice(2, 4)) % 20);
  return isDdmmyy(id.slice(4, 6) + month.padStart(2, '0'));
}

/** Of women the month has 50 more, and 20 more where a day has more births than numbers. */
function isCzechBirth(id: string): boolean {
  const month = String((Number(id.slice(2, 4)) % 50) % 20);
  return isDdmmyy(id.slice(4, 6) + month.padStart(2, '0'));
}

function isTurkish(id: string): boolean {
  const [odd, even] = [
    weightedSum(id, [1, 0, 1, 0, 1, 0, 1, 0, 1], 1_000),
    weightedSum(id, [0, 1, 0, 1, 0, 1, 0, 1], 1_000),
  ];
  const tenth = (((odd * 7 - even) % 10) + 10) % 10;
  return tenth === digitAt(id, 9) && (odd + even + tenth) % 10 === digitAt(id, 10);
}

function turkishTaxCheck(id: string): number {
  let sum = 0;
  for (let at = 0; at < 9; at += 1) {
    const shifted = (digitAt(id, at) + 9 - at) % 10;
    const part = (shifted * 2 ** (9 - at)) % 9;
    sum += shifted !== 0 && part === 0 ? 9 : part;
  }
  return (10 - (sum % 10)) % 10;
}

function isRussianTaxNumber(id: string): boolean {
  const tail = [2, 4, 10, 3, 5, 9, 4, 6, 8];
  const isRight = (weights: readonly number[], at: number) => weightedSum(id, weights, 11) % 10 === digitAt(id, at);
  return id.length === 10 ? isRight(tail, 9) : isRight([7, ...tail], 10) && isRight([3, 7, ...tail], 11);
}
