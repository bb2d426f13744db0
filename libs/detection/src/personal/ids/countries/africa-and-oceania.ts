import { digitAt, isLuhn, isVerhoeff, isYymmdd, weightedSum } from '../check-digits';
import type { IdKind } from '../id-kind';
import { COMPANY, HEALTH, IDENTITY, TAX } from './words';

export const AFRICA: readonly IdKind[] = [
  {
    type: 'ZA_ID_NUMBER',
    anywhere: '9999999999999 999999-9999-999 999999-9999-9-9-9 999999-9999-99-9',
    form: /^\d{10}[012][89]\d$/,
    check: (id) => isYymmdd(id) && isLuhn(id),
    context: `south africa, rsa id, sa id, refugee, ${IDENTITY}`,
  },
  {
    type: 'NG_NIN',
    inContext: '99999999999',
    check: isVerhoeff,
    context: 'nin, nimc, nigeria, national identity, national identification',
  },
  {
    type: 'NG_VEHICLE_REGISTRATION',
    inContext: 'AAA-999-AA AAA999AA AAA-999AA AAA999-AA',
    context: 'plate, vehicle, registration, car',
    alone: true,
  },
  { type: 'ZA_PASSPORT', inContext: 'A99999999', form: /^[ADMT]/, context: 'passport' },
];

export const OCEANIA: readonly IdKind[] = [
  {
    type: 'AU_ABN',
    anywhere: '99-999-999-999',
    inContext: '99999999999',
    form: /^[1-9]/,
    check: (id) => remainderOfAbn(id) === 0,
    context: `abn, australian business, ${COMPANY}`,
    alone: true,
  },
  {
    type: 'AU_ACN',
    inContext: '999999999 999-999-999',
    check: (id) => (10 - weightedSum(id, [8, 7, 6, 5, 4, 3, 2, 1], 10)) % 10 === digitAt(id, 8),
    context: 'acn, australian company, asic, company number',
  },
  {
    type: 'AU_TFN',
    inContext: '999999999 999-999-999 99999999',
    check: (id) => weightedSum(id, TFN_WEIGHTS.get(id.length) ?? [], 11) === 0,
    context: `tfn, tax file, ${TAX}`,
  },
  {
    type: 'AU_MEDICARE',
    inContext: '9999999999 9999-99999-9 99999999999 9999-99999-9-9',
    form: /^[2-6]/,
    check: (id) => weightedSum(id, [1, 3, 7, 9, 1, 3, 7, 9], 10) === digitAt(id, 8),
    context: `medicare, ${HEALTH}`,
  },
  {
    type: 'NZ_IRD',
    inContext: '99-999-999 999-999-999 99999999 999999999',
    check: (id) => isNewZealandTaxNumber(id.padStart(9, '0')),
    context: 'ird, inland revenue',
    alone: false,
  },
];

const TFN_WEIGHTS = new Map([
  [8, [10, 7, 8, 4, 6, 3, 5, 1]],
  [9, [1, 4, 3, 7, 5, 8, 6, 9, 10]],
]);

/** One is taken off the first digit. */
function remainderOfAbn(id: string): number {
  return (weightedSum(id, [10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19], 89) + 89 - 10) % 89;
}

function isNewZealandTaxNumber(id: string): boolean {
  const check = (weights: readonly number[]) => (11 - weightedSum(id, weights, 11)) % 11;
  const first = check([3, 2, 7, 6, 5, 4, 3, 2]);
  return (first === 10 ? check([7, 4, 3, 2, 5, 2, 7, 6]) : first) === digitAt(id, 8);
}
