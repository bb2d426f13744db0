import type { Span } from '@gauntlet/redaction';

/** One way to write a password or a key by its place. Its first group is the secret; each repetition has a bound. */
interface Place {
  /** Without this word the place is not looked for. */
  readonly word: string;
  readonly pattern: RegExp;
  readonly isSecret?: (value: string) => boolean;
}

const VALUE = '[^\\s"\'`<>|;(){}\\[\\]$]';
const SETTING = '(?:password|passwd|pwd|pass|passphrase|token|secret|api-?key)';

// Between a command and its option stands no second command, so a row of commands is not read through from each.
const PLACES: readonly Place[] = [
  {
    word: '--',
    pattern: new RegExp(`(?<=\\s|^)--(?:[a-z]{1,20}-){0,3}${SETTING}\\s{1,3}["']?(?!-)(${VALUE}{5,200})`, 'gi'),
    isSecret: isMixed,
  },
  {
    word: 'curl',
    pattern: new RegExp(
      `\\bcurl\\b(?:(?!curl)[^\\n|;]){0,200}?\\s(?:-u|--user|-U|--proxy-user)[\\s=]{0,2}["']?[^\\s:"'$]{1,64}:(${VALUE}{4,200})`,
      'g',
    ),
  },
  {
    word: 'mysql',
    pattern: new RegExp(`\\bmysql(?:dump|admin)?\\b(?:(?!mysql)[^\\n|;]){0,200}?\\s-p["']?(${VALUE}{4,200})`, 'g'),
  },
  { word: 'sshpass', pattern: new RegExp(`\\bsshpass\\s{1,3}-p\\s{0,2}["']?(${VALUE}{4,200})`, 'g') },
  // netrc
  { word: 'login', pattern: /\blogin\s{1,4}\S{1,100}\s{1,4}password\s{1,4}(\S{4,200})/g, isSecret: isMixed },
  // A table of two columns, as of names and values.
  {
    word: '|',
    pattern: new RegExp(
      `^[ \\t]{0,4}\\|[ \\t*\`]{0,10}(?:[\\w-]{1,20}[ _-])?${SETTING}[ \\t*\`]{0,10}\\|[ \\t\`]{0,10}(${VALUE}{5,200})[ \\t\`]{0,10}\\|[ \\t]{0,4}$`,
      'gim',
    ),
    isSecret: isMixed,
  },
  {
    word: '</',
    pattern: new RegExp(`<(?:[\\w:.-]{0,30})${SETTING}(?:\\s[^<>]{0,100})?>\\s{0,4}(${VALUE}{5,400})\\s{0,4}</`, 'gi'),
    isSecret: isMixed,
  },
  // Docker and npm write a user and a password together in base64.
  {
    word: 'auth',
    pattern: /"?\b_?auth"?\s{0,3}[:=]\s{0,3}"?([A-Za-z0-9+/]{8,2000}={0,2})(?![\w+/=-])/g,
    isSecret: isUserAndPassword,
  },
  { word: 'ecret', pattern: /secret[ _-]?access[ _-]?key[\s"':=]{1,5}([A-Za-z0-9/+]{40})(?![\w/+])/gi },
];

/** Passwords and keys that are told by the place where they stand: in a command, a table, an element, a file of logins. */
export function findWrittenPasswords(text: string): (Span & { readonly type: string })[] {
  return PLACES.filter(({ word }) => text.includes(word)).flatMap((place) => inPlace(text, place));
}

function inPlace(text: string, { pattern, isSecret }: Place) {
  return [...text.matchAll(pattern)]
    .filter(([, value = '']) => isSecret?.(value) ?? true)
    .map(({ 0: all, 1: value = '', index }) => {
      const start = index + all.lastIndexOf(value);
      return { type: 'PASSWORD', start, end: start + value.length };
    });
}

/** No word and no number, but a mix of letters and digits; paths and links lead to a secret and are none. */
function isMixed(value: string): boolean {
  return /\d/.test(value) && /\p{L}/u.test(value) && !/^[./~]|:\/\//.test(value);
}

function isUserAndPassword(value: string): boolean {
  return /^[\x21-\x39\x3b-\x7e]{1,200}:[\x20-\x7e]{3,}$/.test(Buffer.from(value, 'base64').toString('latin1'));
}
