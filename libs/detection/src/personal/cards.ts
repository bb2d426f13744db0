import { findCards as findLongCards, isIssued } from '@gauntlet/redaction';
import type { Found } from '../found';
import { type Context, ContextWords } from './context-words';
import { isLuhn } from './ids/check-digits';
import { isPartOfMore } from './ids/surroundings';

const CARD =
  'card, cc, credit, debit, visa, mastercard, maestro, amex, american express, jcb, discover, kreditkarte, kartennummer, carte, tarjeta, carta di, cartão, cartao, kaart, kort, karta, kart, карт, 信用卡, 银行卡, カード, 카드, บัตร, بطاقة, कार्ड, thẻ, kartu, pan';
const WORDS = new ContextWords(new Map(CARD.split(', ').map((word) => [word, ['card']])));
// JCB's old numbers of 15 digits, and Maestro's of 12 (ISO/IEC 7812, as issued).
const SHORT_CARD = /(?<!\d)(?:(?:2131|1800)(?:[ -]?\d){11}|(?:50|5[6-8]|6\d|0604)(?:[ -]?\d){8,10})(?!\d)/g;
const MAESTRO_DIGITS = 12;
const JCB_DIGITS = 15;

// `M4111 1111` is a step of a path in SVG. A number without spaces is none: few drawings are so large.
const STEP_OF_PATH = /(?<![A-Za-z\\])[MLHVCSQTA]$/i;
const PATH = /<path\b|\bd=\\?["']/;

/** Numbers of payment cards that pass Luhn: any in context, and without it those that an issuer gives out. */
export function findCards(text: string): Found[] {
  if (!/\d{4}/.test(text)) return [];
  let words: Context<string> | null = null;
  let hasPath: boolean | null = null;
  const isCard = (start: number, end: number) => {
    words ??= WORDS.in(text);
    if (words.near(start, end).has('card')) return true;
    return (
      isBrand(text.slice(start, end).replace(/\D/g, '')) &&
      !isPartOfMore(text, start, end) &&
      !(isStepOfPath(text, start, end) && (hasPath ??= PATH.test(text)))
    );
  };
  const spans = [...findLongCards(text, isCard), ...shortCards(text).filter(({ start, end }) => isCard(start, end))];
  return spans.map((span) => ({ type: 'CREDIT_CARD', ...span }));
}

function isStepOfPath(text: string, start: number, end: number): boolean {
  return STEP_OF_PATH.test(text.slice(Math.max(0, start - 2), start)) && /\D/.test(text.slice(start, end));
}

function shortCards(text: string): { start: number; end: number }[] {
  return [...text.matchAll(SHORT_CARD)]
    .filter(([match]) => isShort(match.replace(/\D/g, '')))
    .map(({ 0: digits, index }) => ({ start: index, end: index + digits.length }));
}

function isShort(digits: string): boolean {
  return [MAESTRO_DIGITS, JCB_DIGITS].includes(digits.length) && isLuhn(digits);
}

function isBrand(digits: string): boolean {
  const isOldJcb = digits.length === JCB_DIGITS && /^(?:2131|1800)/.test(digits);
  return isOldJcb || isIssued(Number(digits.slice(0, 4)), digits.length);
}
