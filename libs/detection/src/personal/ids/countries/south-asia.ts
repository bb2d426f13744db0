import { digitAt, isDdmmyy, isLuhn, isVerhoeff, isYymmdd, weightedSum } from '../check-digits';
import type { IdKind } from '../id-kind';
import { IDENTITY } from './words';

const INDIAN_STATES =
  'AN|AP|AR|AS|BH|BR|CG|CH|DD|DL|DN|GA|GJ|HP|HR|JH|JK|KA|KL|LA|LD|MH|ML|MN|MP|MZ|NL|OD|OR|PB|PY|RJ|SK|TN|TR|TS|TG|UA|UK|UP|WB';

export const SOUTH_ASIA: readonly IdKind[] = [
  {
    type: 'IN_AADHAAR',
    inContext: '999999999999 9999-9999-9999',
    form: /^[2-9]/,
    check: (id) => isVerhoeff(id) && !isPalindrome(id),
    context: 'aadhaar, aadhar, adhaar, uidai, आधार, ஆதார்',
  },
  {
    type: 'IN_PAN',
    anywhere: 'AAAAA9999A',
    form: /^[A-Z]{3}[ABCFGHJLPT][A-Z](?!0000)\d{4}[A-Z]$/,
    context: 'pan, permanent account, income tax',
  },
  {
    type: 'IN_GSTIN',
    anywhere: '99AAAAA9999A9A9 99AAAAA9999A9AA 99AAAAA9999AAAA 99AAAAA9999AAA9',
    form: /^(?:0[1-9]|[12]\d|3[0-8]|9[79])[A-Z]{5}\d{4}[A-Z][1-9A-Z]Z[\dA-Z]$/,
    context: 'gstin, gst, goods and services',
  },
  {
    type: 'IN_VOTER',
    inContext: 'AAA9999999',
    context: 'voter, epic no, epic number, elector, election, मतदाता',
    alone: true,
  },
  {
    type: 'IN_VEHICLE_REGISTRATION',
    anywhere: 'AA99AA9999 AA99A9999 AA-99-AA-9999 AA-99-A-9999 AA99-AA-9999 AA-99-AAA-9999 AA99AAA9999',
    inContext: 'AA9A9999 AA9AA9999 AA-9-AA-9999 AA-9-A-9999 AA9AAA9999',
    form: new RegExp(`^(?:${INDIAN_STATES})\\d`),
    context: 'vehicle, registration, rto, number plate, license plate, car, bike',
    alone: true,
  },
  {
    type: 'IN_PASSPORT',
    inContext: 'A9999999 A9-99999 A99-99999',
    form: /^[A-PR-WY][1-9]\d{5}[1-9]$/,
    context: 'passport',
    alone: true,
  },
  {
    type: 'PK_CNIC',
    anywhere: '99999-9999999-9',
    inContext: '9999999999999',
    form: /^[1-8]/,
    context: 'cnic, nadra, شناختی',
    alone: false,
  },
];

export const SOUTH_EAST_ASIA: readonly IdKind[] = [
  {
    type: 'SG_NRIC_FIN',
    anywhere: 'A9999999A',
    form: /^[STFGM]/,
    check: (id) => singaporeCheck(id) === id.charAt(8),
    context: `nric, fin, singapore, ${IDENTITY}`,
  },
  { type: 'SG_NRIC_FIN', inContext: 'A9999999A', form: /^[STFGM]/, context: 'nric, fin, singapore', alone: true },
  {
    type: 'SG_UEN',
    anywhere: '99999999A',
    check: (id) => uenCheck(id, [10, 4, 9, 3, 8, 2, 7, 1], 'XMKECAWLJDB') === id.charAt(8),
    context: 'uen, acra, entity number',
  },
  {
    type: 'SG_UEN',
    anywhere: '999999999A',
    form: /^(?:19|20)/,
    check: (id) => uenCheck(id, [10, 8, 6, 4, 9, 7, 5, 3, 1], 'ZKCMDNERGWH') === id.charAt(9),
    context: 'uen, acra, entity number',
  },
  {
    type: 'SG_UEN',
    anywhere: 'A99AA9999A',
    form: /^[RST]/,
    check: (id) => otherEntityCheck(id) === id.charAt(9),
    context: 'uen, acra, entity number',
  },
  {
    type: 'TH_TNIN',
    anywhere: '9-9999-99999-99-9',
    inContext: '9999999999999',
    form: /^[1-8]/,
    check: (id) => (11 - weightedSum(id, [13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2], 11)) % 10 === digitAt(id, 12),
    context: `เลขประจำตัว, เลขบัตร, บัตรประชาชน, thai, tnin, ${IDENTITY}`,
  },
  {
    type: 'MY_NRIC',
    anywhere: '999999-99-9999',
    inContext: '999999999999',
    check: (id) => isYymmdd(id),
    context: 'mykad, nric, kad pengenalan',
    alone: false,
  },
  {
    type: 'ID_NIK',
    inContext: '9999999999999999',
    check: (id) => isDdmmyy(id, 6, [0, 40]),
    context: 'nik, ktp, induk kependudukan',
    alone: false,
  },
  {
    type: 'PH_TIN',
    inContext: '999-999-999 999-999-999-999 999999999 999999999999',
    context: 'tin, bir, taxpayer identification',
  },
  { type: 'PH_SSS', inContext: '99-9999999-9 9999999999', context: 'sss' },
  { type: 'PH_UMID', inContext: '9999-9999999-9 999999999999', context: 'umid, crn' },
  { type: 'PH_PHILHEALTH', inContext: '99-999999999-9 999999999999', context: 'philhealth' },
  { type: 'PH_PASSPORT', inContext: 'A9999999A AA9999999', context: 'passport' },
  {
    type: 'VN_CCCD',
    inContext: '999999999999 999999999',
    form: /^0|^\d{9}$/,
    context: 'cccd, căn cước, cmnd, chứng minh',
  },
];

export const WEST_ASIA: readonly IdKind[] = [
  {
    type: 'IL_ID',
    inContext: '999999999 99999999-9',
    check: isLuhn,
    context: 'teudat, תעודת זהות, ת.ז, ת"ז, israeli id, מספר זהות',
    alone: false,
  },
  {
    type: 'AE_EMIRATES_ID',
    anywhere: '999-9999-9999999-9',
    inContext: '999999999999999',
    form: /^784/,
    context: 'emirates, eid, الهوية',
    alone: true,
  },
  {
    type: 'SA_NATIONAL_ID',
    inContext: '9999999999',
    form: /^[12]/,
    check: isLuhn,
    context: 'iqama, الهوية, رقم الهوية, saudi',
    alone: false,
  },
];

function isPalindrome(id: string): boolean {
  return id === [...id].reverse().join('');
}

const SINGAPORE_CHECKS: Readonly<Record<string, string>> = {
  S: 'JZIHGFEDCBA',
  T: 'GFEDCBAJZIH',
  F: 'XWUTRQPNMLK',
  G: 'RQPNMLKXWUT',
  M: 'XWUTRQPNJLK',
};

function singaporeCheck(id: string): string {
  const rest = weightedSum(id.slice(1), [2, 7, 6, 5, 4, 3, 2], 11);
  const first = id.charAt(0);
  // Numbers of 2022 add 3, and count their letters from the end.
  return (SINGAPORE_CHECKS[first] ?? '').charAt(first === 'M' ? 10 - ((rest + 3) % 11) : rest);
}

function uenCheck(id: string, weights: readonly number[], letters: string): string {
  return letters.charAt(weightedSum(id, weights, 11));
}

const ENTITY_VALUES = 'ABCDEFGHJKLMNPQRSTUVWX0123456789';

function otherEntityCheck(id: string): string {
  const weights = [4, 3, 5, 3, 10, 2, 2, 5, 7];
  const sum = weights.reduce((all, weight, at) => all + weight * ENTITY_VALUES.indexOf(id.charAt(at)), 0);
  return ENTITY_VALUES.charAt((((sum - 5) % 11) + 11) % 11);
}
