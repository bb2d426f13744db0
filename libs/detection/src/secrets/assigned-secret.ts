import type { Span } from '@gauntlet/redaction';
import { isRandom } from './randomness';

// What a secret is called, in programs and by people; a name may have parts before and behind, as in DB_PASSWORD_PROD.
const PASSWORD =
  'pass(?:word|wd|phrase|code)|(?<!\\p{L})pass|pwd|passwort|kennwort|contraseña|mot de passe|senha|wachtwoord|hasło|пароль|パスワード|密码|비밀번호';
const TOKEN =
  '(?:api|access|auth|secret|private|master|signing|encryption|shared|account|license|session|service|admin|client|app|bot|subscription)[ _-]?(?:key|token|secret|id[ _-]?secret)|secrets?|tokens?|credentials?|apikey|authorization|conn(?:ection)?[ _-]?str(?:ing)?';
const NAMED = new RegExp(
  `(?:(${PASSWORD})|(${TOKEN}))(?:[_.-]\\w{0,40})?[\\\\"'\`\\])]{0,4}\\s{0,4}` +
    `(?:[:=]{1,2}>?|=>|:=|is|are|was|ist|lautet|es|est|é|→|は|为|是|為|은|는)\\s{0,4}(?:Bearer\\s|Basic\\s)?\\\\{0,3}(["'\`]?)([^\\s"'\`<>,;(){}\\[\\]]{5,4096})(["'\`]?)`,
  'giu',
);
const HEADER = /\b(?:bearer|basic|ssws)\s{1,3}(?=[\w.~+/-]{0,40}\d)([\w.~+/-]{16,2000}={0,2})/gi;
const FIRST_LOOK =
  /pass|pwd|kennwort|contrase|senha|wachtw|hasł|парол|パスワ|密码|비밀|key|token|secret|credential|auth|bearer|basic|ssws|conn/i;

// What stands there when no secret does: a name of one, a call, a hint, a mask.
const NO_VALUE =
  /^(?:\$|%|<|\{|process\.|os\.|env\b|null|none|undefined|true|false|string|your|my|the|required|optional|changeme|example|placeholder|redacted|hidden|todo|xxx|\*\*\*|\.\.\.|https?:)|^(.)\1+$|[(){}<>]|\.(?:env|get|json|ya?ml|md|js|ts|py)$/i;

/** What is shorter is a date, a score or a share when it has no letter. */
const SHORTEST_FREE = 6;

/** The values that a text gives to names of secrets, and what stands behind `Bearer` and `Basic`. */
export function findAssignedSecrets(text: string): (Span & { readonly type: string })[] {
  if (!FIRST_LOOK.test(text)) return [];
  return [...assigned(text), ...behindHeaders(text)];
}

function assigned(text: string) {
  return [...text.matchAll(NAMED)].flatMap((match) => {
    const { 0: all, 1: password, 3: quote = '', 4: written = '', 5: closing = '', index } = match;
    const value = quote === '' ? withoutSentence(written) : written.replace(/\\+$/, '');
    const isSecret = password === undefined ? isToken(value) : isPassword(value, quote !== '');
    if (NO_VALUE.test(value) || !isSecret || isCall(text, index + all.length, value, password !== undefined)) return [];
    const start = index + all.length - closing.length - written.length;
    return [{ type: password === undefined ? 'SECRET' : 'PASSWORD', start, end: start + value.length }];
  });
}

/** A stop, or what a script without spaces goes on with, belongs to the sentence. */
function withoutSentence(written: string): string {
  return written.replace(/^([\x21-\x7e]+)[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af].*$/, '$1').replace(/[.?:]+$/, '');
}

/** `lexer.next_token2()`; behind a password, which has seldom parts, a bracket is one of the sentence: `Summer2024(old)`. */
function isCall(text: string, end: number, value: string, isNamedPassword: boolean): boolean {
  return text.charAt(end) === '(' && /^[\w.]+$/.test(value) && (!isNamedPassword || /[_.]/.test(value));
}

function behindHeaders(text: string) {
  return [...text.matchAll(HEADER)].map(({ 0: all, 1: value = '', index }) => {
    const end = index + all.length;
    return { type: 'AUTHORIZATION', start: end - value.length, end };
  });
}

/** A word of the language is a password only in quotes; without, it belongs to the sentence. */
function isPassword(value: string, isQuoted: boolean): boolean {
  if (value.length < SHORTEST_FREE && !/\p{L}/u.test(value)) return false;
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\d/, /[^\p{L}\p{N}]/u].filter((kind) => kind.test(value)).length;
  return kinds >= 3 || (kinds >= 2 && /\d/.test(value)) || (isQuoted && value.length >= 8);
}

function isToken(value: string): boolean {
  return value.length >= 16 && isRandom(value);
}
