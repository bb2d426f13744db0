import { Kind, kindOf } from './character-kind';
import { plainCharacter } from './plain-character';

const NAMED: Readonly<Record<string, string>> = {
  commat: '@',
  period: '.',
  nbsp: ' ',
  shy: '',
  zwj: '',
  zwnj: '',
};
// What an address, a card number or a key is written with, or parts its groups; other escapes stay.
const MEANT = /^[\w@.+\- \u00a0\t\r\n,:;|/()*]$/;
const LETTER_ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };
const forms = new Map<string, string>();

/** What a disguise stands for: one ASCII character or none; the disguise itself when it stands for nothing of interest. */
export function plainForm(disguise: string): string {
  const first = disguise.charCodeAt(0);
  if (first > 0x7f) return keptForm(disguise);
  if (disguise.startsWith('&')) return plainEntity(disguise);
  const escaped = /^\\+([nrt])$/i.exec(disguise)?.[1];
  if (escaped !== undefined) return LETTER_ESCAPES[escaped] ?? disguise;
  if (/^[%\\=]/.test(disguise)) return characterOf(disguise, Number.parseInt(disguise.slice(-2), 16));
  return /(?<![a-z])at(?![a-z])/i.test(disguise) ? '@' : '.';
}

// Some two thousand characters have another form, so nothing has to be forgotten.
function keptForm(character: string): string {
  const known = forms.get(character);
  if (known !== undefined) return known;
  const form = plainCharacter(character);
  forms.set(character, form);
  return form;
}

function plainEntity(entity: string): string {
  const name = entity.replace(/^&(?:amp;)*|;$/gi, '').toLowerCase();
  if (!name.startsWith('#')) return NAMED[name] ?? entity;
  return characterOf(entity, name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1)));
}

function characterOf(disguise: string, code: number): string {
  if (code > 0x10ffff) return disguise;
  const kind = kindOf(code);
  if (kind === Kind.ignored || kind === Kind.mark) return '';
  const plain = plainCharacter(String.fromCodePoint(code));
  return MEANT.test(plain) ? plain : disguise;
}
