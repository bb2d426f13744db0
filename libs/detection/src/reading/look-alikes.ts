import type { PlainView } from '@gauntlet/redaction';
import { rewritten } from './decoders/rewritten';

// Each letter and the Latin letter that a reader takes it for.
const CYRILLIC = 'аaвbсcԁdеeғfһhіiјjкkӏlмmоoрpԛqѕsтtџuѵvԝwхxуyАAВBСCЕEԌGНHІIЈJКKМMОOРPԚQЅSТTѴVԜWХXУY';
const FALSE_CYRILLIC = 'гrпnиuнhьbэeзzлnцuшwщwяRИNЯRШWЩWЗ3ЦUГrПnЬbФO';
const GREEK = 'αaβbϲcεeγyηnιiϳjκkνvοoρpσoτtυuωwχxζzΑAΒBϹCΕEΖZΗHΙIͿJΚKΛAΜMΝNΟOΡPΤTΥYΧX';
const ARMENIAN = 'օoսuհhոnցgզqԱUՏSՍUՕOԼLաw';
const CHEROKEE = 'ᎠDᎡRᎢTᎥiᎩyᎪAᎫJᎬEᎳWᎷMᎻHᎽYᏀGᏃZᏎ4ᏕSᏚSᏞLᏟCᏢPᏦKᏴBᏙVᏔWᏒRᏧdᏏbᎾOᏂhᎶG';
const COPTIC = 'ⲁaⲃbⲥcⲉeⲏhⲓiⲕkⲙmⲛnⲟoⲣpⲧtⲩyⲭxⲍzⲀAⲂBⲤCⲈEⲎHⲒIⲔKⲘMⲚNⲞOⲢPⲦTⲨYⲬXⲌZ';
const LISU = 'ꓮAꓐBꓚCꓓDꓰEꓝFꓖGꓧHꓲIꓙJꓗKꓡLꓟMꓠNꓳOꓑPꓣRꓢSꓔTꓴUꓦVꓪWꓫXꓬYꓜZ';
const SYLLABICS = 'ᗩAᗷBᑕCᗪDᖴFᕼHᒍJᒪLᗰMᑎNᑭPᖇRᔕSᑌUᐯVᗯW᙭XᘔZ';
const MONEY = '₳A₵C₣F₲G₭K₥m₦N₱P₮T₩W';
const SMALL_CAPITALS = 'ᴀaʙbᴄcᴅdᴇeꜰfɢgʜhɪiᴊjᴋkʟlᴍmɴnᴏoᴘpꞯqʀrꜱsᴛtᴜuᴠvᴡwʏyᴢz';
const PHONETIC = 'ɑaɡgɩiɾrʋvɯwƅbƽsɭlɳnɱmʂsƭtʐzɦhɓbɗdɠgƙk';
const BRAILLE = '⠁a⠃b⠉c⠙d⠑e⠋f⠛g⠓h⠊i⠚j⠅k⠇l⠍m⠝n⠕o⠏p⠟q⠗r⠎s⠞t⠥u⠧v⠺w⠭x⠽y⠵z⠀ ';

const pairs = (...tables: string[]) =>
  new Map(tables.flatMap((table) => table.match(/../gsu) ?? []).map(([letter = '', latin = '']) => [letter, latin]));
const classOf = (map: Map<string, string>) => `[${[...map.keys()].join('')}]`;

const LOOK_ALIKES = pairs(
  CYRILLIC,
  FALSE_CYRILLIC,
  GREEK,
  ARMENIAN,
  CHEROKEE,
  COPTIC,
  LISU,
  SYLLABICS,
  MONEY,
  PHONETIC,
);
const CYRILLIC_ALIKES = pairs(CYRILLIC);
const LATIN_TO_CYRILLIC = new Map([...CYRILLIC_ALIKES].map(([letter, latin]) => [latin, letter]));
/** Letters that are nothing but styled Latin ones, and the Latin ones. */
export const STYLED = pairs(SMALL_CAPITALS, BRAILLE);
export const STYLED_CLASS = classOf(STYLED);

const LOOK_ALIKE = classOf(LOOK_ALIKES);
const ALIKE_ONLY = new RegExp(`^${LOOK_ALIKE}+$`);
const ALIKE_OR_LATIN = new RegExp(`^(?:[\\w\\p{M}]|${LOOK_ALIKE})+$`, 'u');
const CYRILLIC_OR_ALIKE = new RegExp(`^(?:[\\u0400-\\u04ff\\d]|${classOf(LATIN_TO_CYRILLIC)})+$`);
const UNMISTAKABLY_CYRILLIC = new RegExp(`(?!${classOf(CYRILLIC_ALIKES)})[\\u0400-\\u04ff]`, 'g');
const LATIN = /[A-Za-z]/g;
/** A letter of another alphabet beside a Latin one: somebody wrote a word in two alphabets. */
const TWO_ALPHABETS = new RegExp(`[A-Za-z]${LOOK_ALIKE}|${LOOK_ALIKE}[A-Za-z]`);
const WORD = /[\p{L}\p{M}\p{N}\p{Sc}]{2,}/gu;

/**
 * A text in which each word is written in one alphabet: words with look-alikes of Latin letters in Latin ones, and the words of a
 * Cyrillic text in Cyrillic ones. Where no word has letters of two alphabets, all stay as they are.
 */
export function inOneAlphabet(text: string): PlainView {
  if (!TWO_ALPHABETS.test(text)) return { text, origin: (span) => span };
  const isCyrillic = occurrences(text, UNMISTAKABLY_CYRILLIC) > occurrences(text, LATIN);
  return rewritten(text, WORD, isCyrillic ? cyrillicWord : latinWord);
}

function latinWord(word: string): string {
  // A word of look-alikes alone is one of another language, unless its neighbours are disguised too.
  const isDisguised = /[A-Za-z]/.test(word) ? ALIKE_OR_LATIN.test(word) : ALIKE_ONLY.test(word);
  return isDisguised ? [...word].map((letter) => LOOK_ALIKES.get(letter) ?? letter).join('') : word;
}

function cyrillicWord(word: string): string {
  const isDisguised = /[\u0400-\u04ff]/.test(word) && CYRILLIC_OR_ALIKE.test(word);
  return isDisguised ? [...word].map((letter) => LATIN_TO_CYRILLIC.get(letter) ?? letter).join('') : word;
}

function occurrences(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
