import { type Context, ContextWords, REACH_BEFORE } from '../context-words';
import { COUNTRIES, hasPlan } from './numbering-plans';

type Meaning = 'phone' | 'call';

const PHONE = `
  phone, telephone, tel, mobile, cell, cellphone, fax, whatsapp, hotline, landline, sms, mob., mob:, msisdn, viber, telegram, pager
  telefon, telefax, handy, mobil, rufnummer, festnetz, durchwahl, tlf, telefoon, gsm, puhelin, puhelimen, matkapuhelin, sími, móvil, movil
  teléfono, telefono, celular, cellulare, cell., mon portable, portable:, portable :, téléphone, tél, telemóvel, telemovel, telefone, komórk, numer tel, komórka
  my number, meine nummer, mi número, mi numero, mi cel, tu cel, su cel, mon numéro, mon numero, il mio numero, meu número, meu numero
  mijn nummer, mitt nummer, mit nummer, numeroni, mój numer, moje číslo, numărul meu, numărul tău, wa.me, nomor saya, số của tôi
  мой номер, мій номер, 我的号码, 我的號碼, 私の番号, 내 번호, رقمي, मेरा नंबर
  телефон, моб, тел, τηλ, κινητό, cep tel, cep numara, numaram, điện thoại, sđt, telepon, telp, no hp, nomor hp
  电话, 手机, 電話, 手機, 携帯, ケータイ, 전화, 휴대폰, 핸드폰, 연락처, โทร, เบอร์, هاتف, جوال, موبايل, فاكس, फ़ोन, फोन, मोबाइल, טלפון, נייד`;
const CALL = `
  call, calls, calling, called, dial, answer, ring, reach, contact, message, text, texts, texted, texting, registered, voicemail
  anrufen, ruf, rufen, erreich, kontakt, appel, joindre, contacter, llam, contacta, marca, chiam, contatta, lig, ligue, ligar, contato, bellen, bel, bereik
  ring, ringa, nå, zadzwo, dzwo, позвон, звон, ara, arayın, gọi, hubungi, 拨打, 联系, 呼叫, かけて, 연락, ติดต่อ, اتصل, कॉल`;

// What may stand between such a word and the number: a preposition, `is`, a colon.
const LEAD_IN =
  /(?:^|[\s"'(])(?:call|dial|text|ring|contact|appelez|llame|llama|ligue|at|on|to|is|under|via|using|no|nr|number|registered|me|us|him|her|them|back|sur|au|le|al|en|el|il|unter|auf|op|på|pod|numer|na|номер|по)[\s.:#]*$|[:：#]\s*$/iu;
const LONGEST_LEAD_IN = 16;
// Labels and remarks that mean a phone only right beside a number.
const LABEL =
  /(?:^|[^\p{L}])(?:office|work|home|desk|direct|main|switchboard|büro|bureau|oficina|ufficio)(?: (?:line|number|no))?\.?\s*[:=]\s*$/iu;
const REMARK = /[ \-–,(|]{1,3}(?:office|work|home|desk|direct|fax|mobile|cell|phone|tel|mob)(?![\p{L}])/iuy;
export const NEAR = 45;
/** For a number that may as well count something. */
export const VERY_NEAR = 20;
const NEAR_BEHIND = 15;

/** `mi número de pedido`: what stands behind says that it is the number of something else. */
const OTHER_NUMBER = new RegExp(
  [
    "(?:mi n[uú]mero|mon num[eé]ro|il mio numero|meu n[uú]mero|numărul (?:meu|tău)) (?:d['’]|(?:de|di|do|da|du|del|de la|della) |dell['’])" +
      '(?!t[eé]l|cel|m[oó][vb]|port|fix|cont[ac]|cas[ae]|trab|ofic|uffic|lavor|bureau|appel|urgenc|emerg|llam|zap|what|fax|sms)',
    'mój numer (?:zamów|klient|konta|fakt|umow|kart|paszport|dowod|rachun|polis|przesył|paczk|rezerw|spraw|zgłosz|bilet|lotu|pesel|nip)',
    'moje číslo (?:objedn|účtu|smlouv|faktur|kart|pasu|zakáz|zásil|rezerv|pojiš|zákazn|obč|op )',
    '(?:мой номер|мій номер) (?:заказ|замовл|договор|сч[её]т|рахун|паспорт|карт|полис|поліс|брон|билет|квитк|клиент|клієнт|снилс|инн)',
  ].join('|'),
  'giu',
);

const COUNTRY = /\b([A-Z]{2})\b/g;
const NUMBER_IS = /(?:number|no|nr)\.?(?: is)? ?$/i;

const WORDS = new ContextWords<Meaning>(new Map([...meaning('phone', PHONE), ...meaning('call', CALL)]));

function meaning(means: Meaning, words: string): [string, Meaning[]][] {
  return words
    .split(/[,\n]\s*/)
    .filter(Boolean)
    .map((word) => [word.trim(), [means]]);
}

/** What the words of a text say about the numbers in it. */
export class PhoneContext {
  private words: Context<Meaning> | null = null;

  constructor(private readonly text: string) {}

  /** A word such as `mobile` stands within some characters before, or right behind, or a label such as `Office:` beside. */
  namesPhone(start: number, end: number, within: number): boolean {
    const distance = this.read().near(start, end).get('phone') ?? Infinity;
    if (distance <= within || (distance >= REACH_BEFORE && distance <= REACH_BEFORE + NEAR_BEHIND)) return true;
    REMARK.lastIndex = end;
    return REMARK.test(this.text) || (this.followsColon(start) && LABEL.test(this.before(start)));
  }

  /** A word such as `call` stands before the number, and what leads from it to the number. */
  namesCall(start: number, end: number): boolean {
    const distance = this.read().near(start, end).get('call') ?? Infinity;
    return distance < REACH_BEFORE && LEAD_IN.test(this.before(start, LONGEST_LEAD_IN));
  }

  /** The countries that are named where the text says that a number follows. */
  countries(start: number): string[] {
    const before = this.before(start);
    if (!this.followsColon(start) && !NUMBER_IS.test(this.before(start, LONGEST_LEAD_IN))) return [];
    const named = [...namedCountries(before), ...[...before.matchAll(COUNTRY)].map(([code]) => code)];
    return named.filter(hasPlan).slice(-2);
  }

  private followsColon(start: number): boolean {
    const at = this.text.charAt(start - 1) === ' ' ? start - 2 : start - 1;
    return ':=：'.includes(this.text.charAt(at) || 'none');
  }

  private before(start: number, length = NEAR): string {
    return this.text.slice(Math.max(0, start - length), start);
  }

  private read(): Context<Meaning> {
    return (this.words ??= WORDS.in(this.text.replace(OTHER_NUMBER, ({ length }) => ' '.repeat(length))));
  }
}

/** English names of countries, by name in small letters. Read at the start, as the names take some 20 ms to load. */
const COUNTRY_NAMES = readCountryNames();

function readCountryNames(): Map<string, string> {
  const names = new Intl.DisplayNames(['en'], { type: 'region' });
  return new Map(COUNTRIES.map((code) => [(names.of(code) ?? code).toLowerCase(), code]));
}

function namedCountries(text: string): string[] {
  const words = text.match(/\p{L}+/gu) ?? [];
  const pairs = words.map((word, at) => `${word} ${words[at + 1] ?? ''}`);
  return [...words, ...pairs].flatMap((name) => COUNTRY_NAMES.get(name.toLowerCase()) ?? []);
}
