const repeated = (unit: string) => (length: number) => unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
const after = (start: string, unit: string) => (length: number) => start + repeated(unit)(length);
const before = (unit: string, end: string) => (length: number) => repeated(unit)(length) + end;

/** Texts of any length that were written to cost more than they should, by what they are made of. */
export const HOSTILE_TEXTS: Readonly<Record<string, (length: number) => string>> = {
  'combining marks': after('a', '\u0315\u0300\u05ae\u0323'),
  'halfwidth voice marks': repeated('\uff9e\u0301'),
  'signs that stand for phrases': repeated('\ufdfa'),
  'invisible characters': repeated('\u200b\u00ad'),
  'wide characters': repeated('１＠ａ．'),
  'conjoining letters': repeated('\u1112\u1161\u11ab'),
  'characters beyond U+FFFF': repeated('\u{1d4d0}\u{1f600}'),
  'groups of one digit': repeated('5 3 '),
  'digits without end': repeated('4'),
  'groups of dotted digits': repeated('6.6.6.1.'),
  'addresses without end': repeated('a@'),
  'labels without end': after('a@', 'a.'),
  'an address at the end': before(".'", '@'),
  'beginnings of keys': repeated('sk-gk_live_eyJa.'),
  'beginnings of entities': repeated('&amp;&#'),
  'percent signs': repeated('%25%'),
  brackets: repeated('[ (at '),
  'words for an address': repeated(' at a dot '),
  'orders without end': repeated('ignore all '),
  'long words after orders': repeated(`ignore all ${"a'".repeat(500)} `),
  'quotes and line breaks': repeated('"a\n'),
  'lines of JSON': repeated('{"a":1}\n'),
  'opening brackets': repeated('{"a":['),
  fences: repeated('```json\n'),
  'a string without end': after('{"a":"', 'x" '),
  'white space': repeated(' \t\n'),
  'numbers with dots': repeated('1.1,'),
  backslashes: repeated('\\'),
  'one long word': repeated('a'),
  'beginnings of private keys': repeated('-----BEGIN PRIVATE KEY-----'),
  'beginnings of keys in files': repeated('PuTTY-User-Key-File-2:'),
  'names of passwords': repeated('pass_a password is '),
  'links in links': repeated('![](http://a:a@'),
  'tags in tags': repeated('<a src='),
  'streets without end': repeated('12 Via de la Suite '),
  'parts of addresses': repeated('a0:a0:'),
};

const TRIES = 5;
const SOON_MS = 50;

/**
 * How much longer `work` takes, per character, for a text four times as long: 1 when it is linear or soon done, 4 when it
 * is quadratic. Counts the time of the processor, and the least of several tries: other processes only ever add.
 */
export function growth(work: (text: string) => unknown, textOf: (length: number) => string, length = 65_536): number {
  const [short, long] = [textOf(length), textOf(length * 4)];
  let [shortMs, longMs] = [Infinity, Infinity];
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    shortMs = Math.min(shortMs, millisecondsOf(work, short));
    longMs = Math.min(longMs, millisecondsOf(work, long));
    if (longMs < SOON_MS) return 1;
    if (longMs < 8 * shortMs) break;
  }
  return longMs / 4 / shortMs;
}

function millisecondsOf(work: (text: string) => unknown, text: string): number {
  const before = process.cpuUsage();
  work(text);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
