import { digitAt, isLuhn, remainder, valueAt, weightedSum } from '../check-digits';
import type { IdKind } from '../id-kind';
import { COMPANY, HEALTH, IDENTITY, LICENCE, TAX } from './words';

const NIF_LETTERS = 'TRWAGMYFPDXBNJZSQVHLCKE';

export const WEST_EUROPE: readonly IdKind[] = [
  {
    type: 'UK_NHS',
    inContext: '9999999999 999-999-9999',
    check: (id) => (11 - weightedSum(id, [10, 9, 8, 7, 6, 5, 4, 3, 2], 11)) % 11 === digitAt(id, 9),
    context: `nhs, national health, ${HEALTH}`,
  },
  {
    type: 'UK_NINO',
    anywhere: 'AA999999A AA-99-99-99-A AA-999999A AA-999999-A',
    form: /^(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\d{6}[A-D]$/,
    context: 'nino, national insurance, ni number, ni no',
  },
  { type: 'UK_PASSPORT', inContext: '999999999 AA9999999', context: 'uk passport, british passport' },
  {
    type: 'UK_DRIVING_LICENCE',
    anywhere: 'XXXXXXXXXXXXXXXX XXXXX-XXXXXX-XXXXX XXXXX-XXXXXX-XXX-XX',
    form: /^[A-Z]{1,5}9{0,4}\d[0156]\d[0-3]\d{2}[A-Z][A-Z9]\d[A-Z]{2}$/,
    check: (id) => /^[A-Z]+9*$/.test(id.slice(0, 5)),
    context: LICENCE,
  },
  {
    type: 'UK_VEHICLE_REGISTRATION',
    inContext: 'AA99-AAA AA99AAA A999-AAA AAA-999A',
    context: 'registration, number plate, licence plate, license plate, vehicle, car reg, reg, vrn',
    alone: true,
  },
  {
    type: 'UK_POSTCODE',
    inContext: 'A9-9AA A99-9AA AA9-9AA AA99-9AA A9A-9AA AA9A-9AA A99AA A999AA AA99AA AA999AA A9A9AA AA9A9AA',
    form: /^(?:GIR0AA|[A-PR-UWYZ][A-HK-Y]?\d[\dA-HJKP-Y]?\d[ABD-HJLNP-UW-Z]{2})$/,
    context: 'postcode, post code, postal code, address, zip',
    alone: true,
  },
  {
    type: 'IE_PPS',
    inContext: '9999999A 9999999AA',
    check: (id) => 'WABCDEFGHIJKLMNOPQRSTUV'.charAt(ppsRest(id)) === id.charAt(7),
    context: 'pps, ppsn, personal public service',
  },
  {
    type: 'ES_NIF',
    anywhere: '99999999A 99999999-A 9999999-A 99.999.999-A 99.999.999A',
    inContext: '9999999A',
    check: (id) => NIF_LETTERS.charAt(remainder(id.slice(0, -1), 23)) === id.slice(-1),
    context: 'nif, dni, documento nacional, identificación, identificacion',
  },
  {
    type: 'ES_NIE',
    anywhere: 'A9999999A A-9999999-A A9999999-A A-9999999A',
    form: /^[XYZ]/,
    check: (id) => NIF_LETTERS.charAt(remainder('XYZ'.indexOf(id.charAt(0)) + id.slice(1, -1), 23)) === id.slice(-1),
    context: `nie, extranjero, ${IDENTITY}`,
  },
  { type: 'ES_PASSPORT', inContext: 'AAA999999', context: 'passport, pasaporte', alone: true },
  {
    type: 'PT_NIF',
    inContext: '999999999 999-999-999',
    form: /^[1-35689]/,
    check: (id) => elevenOrZero(weightedSum(id, [9, 8, 7, 6, 5, 4, 3, 2], 11)) === digitAt(id, 8),
    context: 'nif, contribuinte, número fiscal, nipc',
    alone: false,
  },
  {
    type: 'FR_NIR',
    anywhere: '999999999999999 9-99-99-99-999-999-99 9-99-99-9A-999-999-99 9-99-99-99999999-99',
    inContext: '9-99-99-99-999-999',
    form: /^[1-478]\d{2}(?:0[1-9]|1[0-2]|[2-9]\d)/,
    check: (id) => id.length === 13 || 97 - remainder(corsican(id.slice(0, 13)), 97) === Number(id.slice(13)),
    context: 'nir, sécurité sociale, securite sociale, insee, n° sécu, numéro de sécu',
  },
  {
    type: 'NL_BSN',
    inContext: '999999999 9999.99.999 9999-99-999 99999999',
    check: (id) => id !== '000000000' && weightedSum(id.padStart(9, '0'), [9, 8, 7, 6, 5, 4, 3, 2, -1], 11) === 0,
    context: 'bsn, burgerservice, sofinummer, sofi',
    alone: false,
  },
  {
    type: 'BE_NRN',
    anywhere: '99.99.99-999.99 99.99.99-999-99',
    inContext: '99999999999 99-99-99-999-99 999999-999-99',
    check: (id) =>
      [id.slice(0, 9), `2${id.slice(0, 9)}`].some((born) => 97 - remainder(born, 97) === Number(id.slice(9))),
    context: 'rijksregister, registre national, numéro national, nationaal nummer, nrn, niss, insz',
  },
  {
    type: 'BE_VAT',
    inContext: 'AA9999999999 AA-9999.999.999',
    form: /^BE[01]/,
    check: (id) => 97 - remainder(id.slice(2, 10), 97) === Number(id.slice(10)),
    context: `btw, tva, vat, ${COMPANY}`,
  },
  {
    type: 'IT_FISCAL_CODE',
    anywhere: 'AAAAAA99A99A999A AAA-AAA-99A99-A999A',
    check: (id) => String.fromCharCode(0x41 + fiscalSum(id)) === id.charAt(15),
    context: `codice fiscale, cod. fisc, cf, ${TAX}`,
  },
  {
    type: 'IT_VAT_CODE',
    inContext: '99999999999 AA99999999999 AA-99999999999',
    // Behind seven digits stands the province of the office.
    form: /^(?:IT)?(?!0{7})\d{7}(?:0\d\d|100|12[01]|888|999)\d$/,
    check: (id) => isLuhn(id.slice(-11)),
    context: 'partita iva, p.iva, p. iva, piva, iva, vat',
  },
  { type: 'IT_DRIVER_LICENSE', inContext: 'AA9999999A', context: LICENCE, alone: true },
  { type: 'IT_DRIVER_LICENSE', inContext: 'XXXXXXXXXX', form: /^U1[A-Z\d]{7}[A-Z]$/, context: LICENCE, alone: true },
  { type: 'IT_PASSPORT', inContext: 'AA9999999', context: 'passport, passaporto', alone: true },
  {
    type: 'IT_IDENTITY_CARD',
    inContext: 'AA99999AA AA9999999 9999999AA',
    context: "carta d'identità, carta d'identita, carta di identità, cie, identity card, id card, carta d’identità",
    alone: true,
  },
];

function elevenOrZero(rest: number): number {
  return rest < 2 ? 0 : 11 - rest;
}

function ppsRest(id: string): number {
  const second = id.length === 9 ? valueAt(id, 8) - 9 : 0;
  return (weightedSum(id, [8, 7, 6, 5, 4, 3, 2], 23) + 9 * second) % 23;
}

/** The departments of Corsica count as 19 and 18. */
function corsican(id: string): string {
  return id.replace('2A', '19').replace('2B', '18');
}

// What letters and digits at odd places count, from A and from 0 on alike for the first ten letters.
const ODD_VALUES = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];

function fiscalSum(id: string): number {
  let sum = 0;
  for (let at = 0; at < 15; at += 1) {
    const value = valueAt(id, at);
    const index = value > 9 ? value - 10 : value;
    sum += at % 2 === 0 ? (ODD_VALUES[index] ?? 0) : index;
  }
  return sum % 26;
}
