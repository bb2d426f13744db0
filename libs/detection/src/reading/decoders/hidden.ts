import { Bytes } from './bytes';
import type { Decoder } from './decoder';
import { mirrored } from './reversed';
import { Transcript } from './transcript';

const TAGS = /(?<!\u{1f3f4})[\u{e0020}-\u{e007e}\u{e0001}]+/gu;
const SELECTORS = /[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]{3,}/gu;
const INVISIBLE_RUN = /[\u180e\u200b-\u200f\u2060-\u2064\u206a-\u206f\ufeff]{32,}/g;
const RIGHT_TO_LEFT = /(?<=\u202e)[^\u202a-\u202e\u2028\u2029\n]{4,}/g;
// One of the code units that all of these have; the first one is that of tags and most selectors.
const SIGN = /[\udb40\ufe00-\ufe0f\u180e\u200b-\u200f\u202e\u2060-\u206f\ufeff]/;

/** What a text holds that no reader sees, or sees in another order; these look at the text as it was given. */
export const HIDDEN: readonly Decoder[] = [
  hidden('tag characters', TAGS, (run, start) => [fromTags(run, start)]),
  hidden('variation selectors', SELECTORS, (run, start) => [fromSelectors(run, start)]),
  hidden('invisible bits', INVISIBLE_RUN, fromBits),
  hidden('right to left', RIGHT_TO_LEFT, (run, start) => [mirrored(run, start)]),
];

function hidden(encoding: string, runs: RegExp, decode: (run: string, start: number) => Transcript[]): Decoder {
  return {
    encoding,
    holdsBytes: true,
    decode: (text) =>
      SIGN.test(text)
        ? [...text.matchAll(runs)].flatMap(({ 0: run, index }) =>
            decode(run, index).map((decoded) => ({ start: index, end: index + run.length, decoded })),
          )
        : [],
  };
}

function fromTags(run: string, start: number): Transcript {
  const transcript = new Transcript();
  for (let at = 0; at < run.length; at += 2) {
    const code = (run.codePointAt(at) ?? 0) - 0xe0000;
    if (code >= 0x20) transcript.add(String.fromCharCode(code), start + at, start + at + 2);
  }
  return transcript;
}

/** Sixteen selectors for the first bytes, and 240 for the others. */
function fromSelectors(run: string, start: number): Transcript {
  const bytes = new Bytes(run.length);
  let at = start;
  for (const selector of run) {
    const code = selector.codePointAt(0) ?? 0;
    bytes.push(code < 0xfe10 ? code - 0xfe00 : code - 0xe0100 + 16, at, at + selector.length);
    at += selector.length;
  }
  return bytes.decoded;
}

/** Two invisible characters for the two bits; which of them is the one is tried out. */
function fromBits(run: string, start: number): Transcript[] {
  const signs = [...new Set(run)];
  return signs.length === 2 ? signs.map((one) => fromBinary(run, one, start)) : [];
}

function fromBinary(run: string, one: string, start: number): Transcript {
  const bytes = new Bytes(run.length >> 3);
  for (let at = 0; at + 8 <= run.length; at += 8) {
    const bits = [...run.slice(at, at + 8)].map((sign) => (sign === one ? '1' : '0')).join('');
    bytes.push(Number.parseInt(bits, 2), start + at, start + at + 8);
  }
  return bytes.decoded;
}
