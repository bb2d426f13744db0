import { isAlphanumeric } from './layouts';

/** Longest part of a UUID or a serial number that stands before a dash. */
const LONGEST_PART = 12;
const HEX_PART = /^[\da-f]{4}(?:[\da-f]{4})?$/i;

/** True when the signs around say that a number is a part of something longer: a UUID, a path, a decimal, a version. */
export function isPartOfMore(text: string, start: number, end: number): boolean {
  return isContinuedBefore(text, start) || isContinuedBehind(text, end);
}

function isContinuedBefore(text: string, start: number): boolean {
  const sign = text.charAt(start - 1);
  if (!'-./_@:,+$€£\\'.includes(sign) || sign === '') return false;
  if ('+$€£'.includes(sign)) return true;
  if (sign === '-') return isPart(partBefore(text, start - 1));
  if (sign === '_') return isAlphanumeric(text.charCodeAt(start - 2));
  return isDigit(text.charCodeAt(start - 2));
}

function isContinuedBehind(text: string, end: number): boolean {
  const [sign, next] = [text.charAt(end), text.charCodeAt(end + 1)];
  if (sign === '-') return isPart(partBehind(text, end + 1));
  if (sign === '_' || sign === '@') return isAlphanumeric(next);
  return '%€$£'.includes(sign) ? sign !== '' : './:,'.includes(sign) && isDigit(next);
}

function partBefore(text: string, end: number): string {
  let start = end;
  while (start > end - LONGEST_PART && isAlphanumeric(text.charCodeAt(start - 1))) start -= 1;
  return text.slice(start, end);
}

function partBehind(text: string, start: number): string {
  let end = start;
  while (end < start + LONGEST_PART && isAlphanumeric(text.charCodeAt(end))) end += 1;
  return text.slice(start, end);
}

function isPart(part: string): boolean {
  return /\d/.test(part) || HEX_PART.test(part);
}

/** True when a number of several groups stands among further groups of digits: then it is some of a row of numbers. */
export function standsInRow(text: string, start: number, end: number): boolean {
  const hasGroups = / /.test(text.slice(start, end));
  return hasGroups && (endsInNumber(text, start) || beginsWithNumber(text, end));
}

function endsInNumber(text: string, end: number): boolean {
  return text.charAt(end - 1) === ' ' && isDigit(text.charCodeAt(end - 2));
}

function beginsWithNumber(text: string, start: number): boolean {
  return text.charAt(start) === ' ' && isDigit(text.charCodeAt(start + 1));
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}
