import { digitAt, isYymmdd, valueAt, weightedSum } from '../check-digits';
import type { IdKind } from '../id-kind';
import { IDENTITY, LICENCE } from './words';

const RESIDENT = `주민등록, 주민번호, rrn, resident registration, ${IDENTITY}`;
const FOREIGNER = '외국인등록, 외국인번호, frn, foreigner registration, foreign registration, alien registration';
/** The share of the resident number that says where it was given out ends here. */
const LAST_KOREAN_REGION = 95;

export const EAST_ASIA: readonly IdKind[] = [
  {
    type: 'CN_RIC',
    anywhere: '999999999999999999 99999999999999999A',
    form: /^[1-9]\d{5}(?:18|19|20)\d{9}[\dX]$/,
    check: (id) => isYymmdd(id, 8) && chineseCheck(id) === id.charAt(17),
    context: '身份证, 身分證, 公民身份, resident identity, id number',
  },
  {
    type: 'TW_NATIONAL_ID',
    anywhere: 'A999999999',
    form: /^[A-Z][1289]\d{8}$/,
    check: (id) => taiwaneseSum(id) % 10 === 0,
    context: '身分證, 統一編號, 居留證, national id',
  },
  {
    type: 'HK_ID',
    inContext: 'A9999999 AA9999999 A999999A AA999999A A999999(9) AA999999(9) A999999(A) AA999999(A)',
    form: /^[A-Z]{1,2}\d{6}[\dA]$/,
    check: (id) => hongKongRest(id) === 0,
    context: 'hkid, 身份證, hong kong id',
  },
  {
    type: 'KR_RRN',
    anywhere: '999999-9999999',
    inContext: '9999999999999',
    form: /^\d{6}[1-4]/,
    check: (id) => isYymmdd(id) && isKoreanRegion(id),
    context: RESIDENT,
  },
  {
    type: 'KR_FRN',
    anywhere: '999999-9999999',
    inContext: '9999999999999',
    form: /^\d{6}[5-8]/,
    check: (id) => isYymmdd(id),
    context: FOREIGNER,
  },
  {
    type: 'KR_BRN',
    anywhere: '999-99-99999',
    inContext: '9999999999',
    check: (id) => koreanBusinessCheck(id) === digitAt(id, 9),
    context: '사업자, brn, business registration, korea',
  },
  {
    type: 'KR_DRIVER_LICENSE',
    anywhere: '99-99-999999-99',
    inContext: '999999999999',
    form: /^(?:1[1-9]|2[0-8])/,
    context: LICENCE,
    alone: true,
  },
  {
    type: 'KR_PASSPORT',
    inContext: 'A999A9999 A99999999',
    form: /^(?:[MSRODG]\d{3}[A-Z]\d{4}|[MSROD]\d{8})$/,
    context: 'passport, 여권',
    alone: true,
  },
  {
    type: 'JP_MY_NUMBER',
    inContext: '999999999999 9999-9999-9999',
    check: (id) => elevenOrZero(weightedSum(id, [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2], 11)) === digitAt(id, 11),
    context: 'マイナンバー, 個人番号, my number, mynumber',
    alone: false,
  },
];

function chineseCheck(id: string): string {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  return '10X98765432'.charAt(weightedSum(id, weights, 11));
}

// Letters stand for two digits in the order in which counties were added.
const COUNTIES = 'ABCDEFGHJKLMNPQRSTUVXYWZIO';

function taiwaneseSum(id: string): number {
  const county = COUNTIES.indexOf(id.charAt(0)) + 10;
  const head = Math.floor(county / 10) + (county % 10) * 9;
  return head + weightedSum(id.slice(1), [8, 7, 6, 5, 4, 3, 2, 1, 1], 1_000);
}

function hongKongRest(id: string): number {
  const padded = id.padStart(9, ' ');
  let sum = 0;
  for (let at = 0; at < 9; at += 1) sum += (padded.charAt(at) === ' ' ? 36 : valueAt(padded, at)) * (9 - at);
  return sum % 11;
}

function isKoreanRegion(id: string): boolean {
  return Number(id.slice(7, 9)) <= LAST_KOREAN_REGION;
}

function koreanBusinessCheck(id: string): number {
  const sum = weightedSum(id, [1, 3, 7, 1, 3, 7, 1, 3, 5], 1_000) + Math.floor((digitAt(id, 8) * 5) / 10);
  return (10 - (sum % 10)) % 10;
}

function elevenOrZero(rest: number): number {
  return rest < 2 ? 0 : 11 - rest;
}
