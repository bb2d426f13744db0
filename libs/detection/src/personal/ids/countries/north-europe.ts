import { digitAt, isDdmmyy, isLuhn, isYymmdd, remainder, weightedSum } from '../check-digits';
import type { IdKind } from '../id-kind';

const PERSONNUMMER = 'personnummer, personal number, personal identity, identity number';
const NORWEGIAN = [3, 7, 6, 1, 8, 9, 4, 5, 2, 1];
const NORWEGIAN_SECOND = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1];
const BALTIC_WEIGHTS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 1];
const BALTIC_SECOND = [3, 4, 5, 6, 7, 8, 9, 1, 2, 3];

export const NORTH_EUROPE: readonly IdKind[] = [
  {
    type: 'FI_PERSONAL_IDENTITY_CODE',
    anywhere: '999999-999A 999999-9999 999999A999A 999999A9999',
    form: /^\d{6}[A-FU-Y]?\d{3}[\dA-Y]$/,
    check: (id) => isDdmmyy(id) && finnishCheck(id) === id.slice(-1),
    context: 'henkilötunnus, henkilötunnuk, hetu, personbeteckning, personal identity, sotu',
  },
  {
    type: 'SE_PERSONNUMMER',
    anywhere: '99999999-9999',
    inContext: '999999-9999 9999999999 999999999999',
    check: (id) => isYymmdd(id.slice(-10), 0, [0, 60]) && isLuhn(id.slice(-10)),
    context: `${PERSONNUMMER}, samordningsnummer, pnr`,
  },
  {
    type: 'SE_ORGANISATIONSNUMMER',
    inContext: '999999-9999 9999999999',
    form: /^\d{2}[2-9]/,
    check: isLuhn,
    context: 'organisationsnummer, org.nr, orgnr, org nr, organization number, organisation number',
    alone: false,
  },
  {
    type: 'NO_FODSELSNUMMER',
    inContext: '99999999999 999999-99999',
    check: (id) =>
      isDdmmyy(id, 0, [0, 40]) && weightedSum(id, NORWEGIAN, 11) === 0 && weightedSum(id, NORWEGIAN_SECOND, 11) === 0,
    context: 'fødselsnummer, fodselsnummer, personnummer, d-nummer, fnr',
  },
  {
    type: 'DK_CPR',
    inContext: '999999-9999 9999999999',
    check: (id) => isDdmmyy(id, 0, [0, 60]),
    context: 'cpr, personnummer, cpr-nummer',
    alone: false,
  },
  {
    type: 'IS_KENNITALA',
    inContext: '999999-9999 9999999999',
    check: (id) => isDdmmyy(id, 0, [0, 40]) && weightedSum(id, [3, 2, 7, 6, 5, 4, 3, 2, 1], 11) === 0,
    context: 'kennitala, kennitölu, kt.',
  },
  {
    type: 'EE_ISIKUKOOD',
    inContext: '99999999999',
    form: /^[1-8]/,
    check: (id) => isYymmdd(id, 1) && balticCheck(id) === digitAt(id, 10),
    context: 'isikukood',
  },
  {
    type: 'LT_ASMENS_KODAS',
    inContext: '99999999999',
    form: /^[1-6]/,
    check: (id) => isYymmdd(id, 1) && balticCheck(id) === digitAt(id, 10),
    context: 'asmens kod',
  },
  {
    type: 'LV_PERSONAS_KODS',
    inContext: '999999-99999 99999999999',
    check: (id) => (id.startsWith('32') || isDdmmyy(id)) && latvianCheck(id) === digitAt(id, 10),
    context: 'personas kod',
  },
];

const FINNISH_CHECKS = '0123456789ABCDEFHJKLMNPRSTUVWXY';

function finnishCheck(id: string): string {
  return FINNISH_CHECKS.charAt(remainder(id.slice(0, 6) + id.slice(-4, -1), 31));
}

function balticCheck(id: string): number {
  const first = weightedSum(id, BALTIC_WEIGHTS, 11);
  return first < 10 ? first : weightedSum(id, BALTIC_SECOND, 11) % 10;
}

function latvianCheck(id: string): number {
  return (1101 - weightedSum(id, [1, 6, 3, 7, 9, 10, 5, 8, 4, 2], 1101)) % 11;
}
