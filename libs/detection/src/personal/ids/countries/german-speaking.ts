import { digitAt, digitSum, isDdmmyy, isIcao, isMod11And10, valueAt, weightedSum } from '../check-digits';
import type { IdKind } from '../id-kind';
import { HEALTH, LICENCE } from './words';

const STEUER = 'steuer, tax, tin, idnr, finanzamt';
const AUSWEIS = 'personalausweis, ausweis, identity card, id card, perso';
const GERMAN_SERIAL = /^[CFGHJKLMNPRTVWXYZ][CFGHJKLMNPRTVWXYZ\d]{7}\d\d?$/;

export const GERMAN_SPEAKING: readonly IdKind[] = [
  {
    type: 'DE_TAX_ID',
    inContext: '99999999999 99-999-999-999',
    form: /^[1-9]/,
    check: isMod11And10,
    context: STEUER,
  },
  {
    type: 'DE_TAX_NUMBER',
    inContext:
      '99/999/99999 999/999/99999 999/9999/9999 99-999-99999 999-999-99999 9999999999999 9999999999 99999999999',
    context: 'steuernummer, steuer-nr, steuernr, st.-nr, st-nr, stnr, finanzamt',
  },
  {
    type: 'DE_PASSPORT',
    inContext: 'XXXXXXXXX',
    form: GERMAN_SERIAL,
    check: (id) => id.length === 9 && isIcao(id),
    context: 'passport, reisepass, passnummer, pass-nr',
  },
  {
    type: 'DE_ID_CARD',
    inContext: 'XXXXXXXXX XXXXXXXXXX',
    form: GERMAN_SERIAL,
    check: isIcao,
    context: AUSWEIS,
  },
  { type: 'DE_PASSPORT', inContext: 'XXXXXXXXX', form: GERMAN_SERIAL, context: 'reisepass, passnummer, pass-nr' },
  { type: 'DE_ID_CARD', inContext: 'XXXXXXXXX', form: GERMAN_SERIAL, context: 'personalausweis, ausweis' },
  {
    type: 'DE_SOCIAL_SECURITY',
    anywhere: '99999999A999 99-999999-A-999 99-999999A999 99-999999-A-99-9',
    check: (id) => isDdmmyy(id, 2) && isGermanPensionNumber(id),
    context: 'rvnr, rentenversicherung, sozialversicherung, versicherungsnummer, svnr, social security',
  },
  {
    type: 'DE_HEALTH_INSURANCE',
    inContext: 'A999999999',
    check: (id) => isGermanHealthNumber(id),
    context: `kvnr, krankenversicher, krankenkasse, versichertennummer, versicherten-nr, gesundheitskarte, egk, ${HEALTH}`,
  },
  {
    type: 'DE_LANR',
    inContext: '999999999',
    check: (id) => (10 - weightedSum(id, [4, 9, 4, 9, 4, 9], 10)) % 10 === digitAt(id, 6),
    context: 'lanr, arztnummer, arzt-nr, arztnr, vertragsarzt, kassenarzt, physician, doctor',
  },
  {
    type: 'DE_BSNR',
    inContext: '999999999',
    form: /^(?:[0-7]\d|98|99)/,
    context: 'bsnr, betriebsstätte, betriebsstaette, praxisnummer',
  },
  {
    type: 'DE_VAT_ID',
    anywhere: 'AA999999999 AA-999999999 AA-999-999-999',
    form: /^DE/,
    check: (id) => isMod11And10(id.slice(2)),
    context: 'ust, umsatzsteuer, vat, mwst',
  },
  {
    type: 'DE_FUEHRERSCHEIN',
    inContext: 'XXXXXXXXXXX',
    form: /^[A-Z]\d{2}[A-Z\d]{6}\d[A-Z\d]$/,
    context: LICENCE,
    alone: true,
  },
  {
    type: 'DE_HANDELSREGISTER',
    anywhere: 'AAA-999 AAA-9999 AAA-99999 AAA-999999 AAA-9 AAA-99 AAA9999 AAA99999 AAA999999',
    form: /^HR[AB]\d{1,6}$/,
    context: 'handelsregister, amtsgericht, registergericht',
  },
  {
    type: 'DE_KFZ',
    inContext: plates('A-AA- A-A- AA-AA- AA-A- AAA-AA- AAA-A-'),
    context: 'kennzeichen, kfz, nummernschild, fahrzeug, license plate, number plate',
    alone: true,
  },
  { type: 'DE_PLZ', inContext: '99999', form: /^(?!00)/, context: 'plz, postleitzahl' },
  {
    type: 'AT_SVNR',
    inContext: '9999-999999 9999999999 9999-99-99-99',
    check: (id) => isDdmmyy(id, 4) && weightedSum(id, [3, 7, 9, 0, 5, 8, 4, 2, 1, 6], 11) === digitAt(id, 3),
    context: 'svnr, sv-nr, sv-nummer, sozialversicherung, versicherungsnummer',
  },
  {
    type: 'CH_AHV',
    anywhere: '999.9999.9999.99 9999999999999 999-9999-9999-99',
    form: /^756/,
    check: (id) => weightedSum(id, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1], 10) === 0,
    context: 'ahv, avs, sozialversicherung',
  },
];

function plates(beginnings: string): string {
  const layouts = beginnings
    .split(' ')
    .flatMap((beginning) => ['9', '99', '999', '9999'].map((digits) => beginning + digits));
  return layouts.join(' ');
}

/** The letter counts as two digits, and of each product the digits are added up. */
function isGermanPensionNumber(id: string): boolean {
  const digits = id.slice(0, 8) + letterNumber(id.charAt(8)) + id.slice(9, 11);
  const weights = [2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1];
  return crossSum(digits, weights) === digitAt(id, 11);
}

function isGermanHealthNumber(id: string): boolean {
  return crossSum(letterNumber(id.charAt(0)) + id.slice(1, 9), [1, 2, 1, 2, 1, 2, 1, 2, 1, 2]) === digitAt(id, 9);
}

function letterNumber(letter: string): string {
  return String(valueAt(letter, 0) - 9).padStart(2, '0');
}

function crossSum(digits: string, weights: readonly number[]): number {
  const sums = weights.map((weight, at) => digitSum(weight * digitAt(digits, at)));
  return sums.reduce((sum, one) => sum + one, 0) % 10;
}
