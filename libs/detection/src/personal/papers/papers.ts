import type { Found } from '../../found';
import { wordSet } from '../words/word-hash';
import type { Words } from '../words/words';

/** What is told by the word before it: such a number or date alone says nothing. */
interface Kind {
  readonly type: string;
  readonly cues: ReadonlySet<number>;
  /** Matches from the end of a cue on; its first group is the value. */
  readonly value: RegExp;
}

const BIRTH = wordSet(`
  born dob birth birthday birthdate geboren geb geburtsdatum geburtstag né née naissance nacimiento nací nació nacido nacida
  nato nata nascita nascimento nasci nasceu nascido nascida geboortedatum urodzenia urodzony urodzona urodził urodziła
  narození narozen narozena narodený narodená född födelsedatum født fødselsdato syntynyt syntymäaika született születési
  născut născută nașterii doğum рождения родился родилась народження народився народилася γέννησης γεννήθηκε rođen rođena`);
const PASSPORT = wordSet(`
  passport passports passeport reisepass reisepassnummer passnummer pasaporte passaporto passaporte paspoort paspoortnummer
  paszport paszportu pasu útlevél útlevélszám pašaporta pasaportu passi pasaport паспорт паспорта διαβατηρίου`);
const LICENCE = wordSet(`
  conduire conducir manejo guida condução cnh habilitação jazdy führerschein führerscheinnummer führerscheins rijbewijs
  rijbewijsnummer körkort körkortsnummer førerkort kørekort ajokortti řidičského permisului прав удостоверения`);
const DRIVERS = wordSet('driver drivers driving dl');
const DRIVERS_LICENCE = wordSet('license licence licenses licences permit lic dl');

const NAME_OF_MONTH = '\\p{L}{3,12}\\.?';
const DATE = [
  '\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}',
  '\\d{1,2}[-/. ]\\d{1,2}\\.?[-/. ]{1,2}(?:19|20)?\\d{2}',
  `\\d{1,2}(?:st|nd|rd|th|er|\\.|º|ª)?[ -](?:of |de |d')?${NAME_OF_MONTH},?[ -](?:de |of )?(?:19|20)\\d{2}`,
  `${NAME_OF_MONTH} \\d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\\d{2}`,
].join('|');
const AGAINST_VALUE = '(?:expir|valid|issue|ablauf|gültig|until|renew)';
const numberAfter = (number: string) =>
  new RegExp(`(?:(?!${AGAINST_VALUE})[^\\d\\n]){0,30}?(?<![\\p{L}\\d])(${number})(?![\\p{L}\\d]|[-/.]\\d)`, 'iuy');

const KINDS: readonly Kind[] = [
  {
    type: 'DATE_OF_BIRTH',
    cues: BIRTH,
    value: new RegExp(`[^\\d]{0,40}?(?<![\\p{L}\\d])(${DATE})(?![\\p{L}\\d])`, 'iuy'),
  },
  {
    type: 'PASSPORT',
    cues: PASSPORT,
    value: numberAfter('(?:[a-z] ?|[a-z]{2,3})?\\d{6,9}|(?=[a-z]{0,7}\\d[a-z]{0,6}\\d)[a-z][a-z\\d]{7,9}'),
  },
  {
    type: 'DRIVER_LICENSE',
    cues: LICENCE,
    value: numberAfter('(?=[a-z]{0,5}[ -]?\\d{2})[a-z\\d](?:[a-z\\d]|-(?=[a-z\\d])){5,18}'),
  },
];
const LICENCE_NUMBER = KINDS[2] as Kind;
const kindByCue = new Map(KINDS.flatMap((kind) => [...kind.cues].map((cue) => [cue, kind])));

/** Dates of birth and the numbers of passports and driving licences, where a word before them says what they are. */
export function findPapersIn(words: Words): Found[] {
  const found: Found[] = [];
  if (!words.hasNumbers) return found;
  let behind = 0;
  for (let word = 0; word < words.count; word += 1) {
    const kind = kindAt(words, word);
    if (!kind || words.end(word) < behind) continue;
    const value = valueBehind(words, word, kind);
    if (!value) continue;
    found.push(value);
    behind = value.end;
  }
  return found;
}

function kindAt(words: Words, word: number): Kind | undefined {
  const hash = words.hash(word);
  const isLicence =
    DRIVERS_LICENCE.has(hash) && (DRIVERS.has(words.hash(word - 1)) || DRIVERS.has(words.hash(word - 2)));
  return isLicence ? LICENCE_NUMBER : kindByCue.get(hash);
}

function valueBehind(words: Words, word: number, { type, value }: Kind): Found | null {
  value.lastIndex = words.end(word);
  const text = value.exec(words.text)?.[1];
  return text === undefined ? null : { type, start: value.lastIndex - text.length, end: value.lastIndex };
}
