import { digitAt, isLuhn, isYymmdd, weightedSum } from '../check-digits';
import type { IdKind } from '../id-kind';
import { COMPANY, LICENCE, TAX } from './words';

const SOCIAL_SECURITY = 'ssn, social security, social sec, socialsecurity, ss#, ss #, ss number, seguro social';
const ITIN_GROUPS = '(?:5\\d|6[0-5]|7\\d|8[0-8]|9[0-24-9])';
// Numbers printed in advertisements, which the Social Security Administration never gives out.
const NEVER_ISSUED = '078051120, 219099999, 123456789, 987654321, 111111111, 222222222, 333333333';

export const AMERICA: readonly IdKind[] = [
  {
    type: 'US_SSN',
    anywhere: '999-99-9999 999.99.9999',
    inContext: '999999999',
    form: /^(?!000|666|9)\d{3}(?!00)\d{2}(?!0000)\d{4}$/,
    check: (id) => !NEVER_ISSUED.includes(id),
    context: SOCIAL_SECURITY,
    alone: false,
  },
  {
    type: 'US_ITIN',
    anywhere: '999-99-9999',
    inContext: '999999999 999.99.9999',
    form: new RegExp(`^9\\d{2}${ITIN_GROUPS}\\d{4}$`),
    context: `itin, individual taxpayer, ${TAX}`,
    alone: true,
  },
  {
    type: 'US_MBI',
    anywhere: 'XXXX-XXX-XXXX XXXXXXXXXXX',
    form: /^[1-9][AC-HJKMNP-RT-Y][\dAC-HJKMNP-RT-Y]\d[AC-HJKMNP-RT-Y][\dAC-HJKMNP-RT-Y]\d[AC-HJKMNP-RT-Y]{2}\d{2}$/,
    context: 'mbi, medicare, beneficiary',
  },
  {
    type: 'US_NPI',
    inContext: '9999999999 9999-999-999',
    form: /^[12]/,
    // The prefix stands for the United States in ISO/IEC 7812.
    check: (id) => isLuhn(`80840${id}`),
    context: 'npi, national provider, provider, physician, prescriber, taxonomy, doctor',
  },
  {
    type: 'ABA_ROUTING_NUMBER',
    inContext: '999999999 9999-9999-9',
    form: /^(?:0\d|1[0-2]|2[1-9]|3[0-2]|6[1-9]|7[0-2]|80)/,
    check: (id) => weightedSum(id, [3, 7, 1, 3, 7, 1, 3, 7, 1], 10) === 0,
    context: 'aba, routing, rtn, transit, bank',
  },
  {
    type: 'US_BANK_NUMBER',
    inContext: Array.from({ length: 10 }, (_, more) => '9'.repeat(8 + more)).join(' '),
    context:
      'bank account, account number, account no, account #, account#, account is, my account, acct, checking acc, savings acc, kontonummer, numéro de compte, número de cuenta, número da conta',
  },
  {
    type: 'US_PASSPORT',
    inContext: '999999999 A99999999',
    context: 'passport',
  },
  {
    type: 'US_DRIVER_LICENSE',
    inContext:
      'A9999999 A99999999 A999999999999 A99999999999 A9999999999999 A99999999999999 9999999 99999999 999999999 9999999999 999999999999 AA999999 AA99999A 9999-99-9999 A999-9999-9999 A999-999-99-999-9',
    context: `${LICENCE}, dl number, dl no, dl #, dl#, dl:, dmv`,
  },
  {
    type: 'MEDICAL_LICENSE',
    inContext: 'AA9999999 A99999999',
    form: /^[A-HJ-NPRSTUX][A-Z9]\d{7}$/,
    // Of the Drug Enforcement Administration: the digits at even places count double.
    check: (id) => weightedSum(id.slice(2), [1, 2, 1, 2, 1, 2], 10) === digitAt(id, 8),
    context: 'dea, medical, license, licence, certificate, prescri, physician, registration',
  },
  {
    type: 'US_EIN',
    inContext: '99-9999999',
    context: 'ein number, ein no, ein is, ein:, ein", ein #, employer id, fein, tax id',
  },
  {
    type: 'CA_SIN',
    inContext: '999999999 999-999-999',
    form: /^[1-79]/,
    check: isLuhn,
    context: 'sin number, sin no, sin is, sin:, sin", sin #, social insurance, assurance sociale, canada, canadian',
    alone: true,
  },
  {
    type: 'MX_CURP',
    anywhere: 'AAAA999999AAAAAA99 AAAA999999AAAAAAA9',
    form: /^[A-Z][AEIOUX][A-Z]{2}\d{6}[HMX][A-Z]{5}[A-Z\d]\d$/,
    check: (id) => isYymmdd(id, 4) && curpCheck(id) === digitAt(id, 17),
    context: 'curp',
  },
  {
    type: 'MX_RFC',
    inContext: 'XXXXXXXXXXXXX XXXXXXXXXXXX',
    form: /^[A-Z]{3,4}\d{6}[A-Z\d]{3}$/,
    check: (id) => isYymmdd(id, id.length - 9),
    context: 'rfc, registro federal',
    alone: true,
  },
  {
    type: 'BR_CPF',
    anywhere: '999.999.999-99',
    inContext: '99999999999 999-999-999-99',
    check: (id) => !isOneDigit(id) && brazilian(id, 9, 11) && brazilian(id, 10, 11),
    context: 'cpf, contribuinte, cadastro de pessoa',
  },
  {
    type: 'BR_CNPJ',
    anywhere: '99.999.999/9999-99',
    inContext: '99999999999999',
    check: (id) => !isOneDigit(id) && brazilian(id, 12, 9) && brazilian(id, 13, 9),
    context: `cnpj, cadastro nacional, ${COMPANY}`,
  },
  {
    type: 'AR_CUIT',
    anywhere: '99-99999999-9',
    inContext: '99999999999',
    form: /^(?:20|2[3-7]|3[034])/,
    check: (id) => (11 - weightedSum(id, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2], 11)) % 11 === digitAt(id, 10),
    context: 'cuit, cuil',
  },
  {
    type: 'CL_RUT',
    anywhere: '99.999.999-9 99.999.999-A 9.999.999-9 9.999.999-A',
    inContext: '99999999-9 99999999-A 9999999-9 9999999-A 999999999 99999999A',
    form: /^\d{7,8}[\dK]$/,
    check: (id) => rutCheck(id.slice(0, -1)) === id.slice(-1),
    context: 'rut, rol único, rol unico',
    alone: false,
  },
  { type: 'AR_DNI', inContext: '99.999.999 99999999', context: 'dni, documento nacional' },
  { type: 'CO_CEDULA', inContext: '9999999999 9.999.999.999 99.999.999', context: 'cédula, cedula' },
];

const CURP_VALUES = '0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ';

function curpCheck(id: string): number {
  let sum = 0;
  for (let at = 0; at < 17; at += 1) sum += CURP_VALUES.indexOf(id.charAt(at)) * (18 - at);
  return (10 - (sum % 10)) % 10;
}

/** The digit at a place, weighted from 2 on from the right; the weights begin anew after the highest. */
function brazilian(id: string, place: number, highest: number): boolean {
  let sum = 0;
  for (let at = 0; at < place; at += 1) sum += digitAt(id, at) * (2 + ((place - 1 - at) % (highest - 1)));
  const rest = sum % 11;
  return (rest < 2 ? 0 : 11 - rest) === digitAt(id, place);
}

function rutCheck(digits: string): string {
  let sum = 0;
  for (let at = 0; at < digits.length; at += 1) sum += digitAt(digits, digits.length - 1 - at) * (2 + (at % 6));
  return '0123456789K0'.charAt(11 - (sum % 11));
}

function isOneDigit(id: string): boolean {
  return id === id.charAt(0).repeat(id.length);
}
