import { plainCharacter } from './plain-character';

/** What a character may be in a disguise. */
export enum Kind {
  unknown,
  plain,
  /** Begins an entity, an escape or a word in brackets. */
  opening,
  space,
  /** Half of a character beyond U+FFFF. */
  surrogate,
  /** Not seen by a reader: zero-width characters, soft hyphens, direction marks. */
  ignored,
  mark,
  /** Another form of an ASCII character. */
  form,
}

const IGNORED = /^[\p{Default_Ignorable_Code_Point}\p{Cf}]$/u;
const MARK = /^\p{M}$/u;

/** Kinds by code unit or code point, as far as they were asked for; memory is taken page by page as it is written. */
const KNOWN_KINDS = new Uint8Array(0x110000);

/** Kind of a code unit or a code point. */
export function kindOf(code: number): Kind {
  const known = KNOWN_KINDS[code];
  return known ? known : (KNOWN_KINDS[code] = classified(code));
}

function classified(code: number): Kind {
  if (code < 0x80)
    return code === 0x20 ? Kind.space : '&%=\\[({<'.includes(String.fromCharCode(code)) ? Kind.opening : Kind.plain;
  if (code >= 0xd800 && code <= 0xdfff) return Kind.surrogate;
  const character = String.fromCodePoint(code);
  if (IGNORED.test(character)) return Kind.ignored;
  if (MARK.test(character)) return Kind.mark;
  return plainCharacter(character) === character ? Kind.plain : Kind.form;
}
