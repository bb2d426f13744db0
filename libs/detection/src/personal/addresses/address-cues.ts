import { wordSet } from '../words/word-hash';

/** Ends of words by their last letter. */
export type WordEnds = ReadonlyMap<string, readonly string[]>;

function wordEnds(text: string): WordEnds {
  const ends = new Map<string, string[]>();
  for (const end of text.trim().split(/\s+/)) ends.set(end.slice(-1), [...(ends.get(end.slice(-1)) ?? []), end]);
  return ends;
}

// What is left of a word that ends so has at least three letters: `Agata` is a name.
const SHORTEST_STEM = 3;

/** True when a word, whatever its case, has one of the ends. */
export function hasEnd(word: string, ends: WordEnds): boolean {
  const mayEnd = ends.get(word.slice(-1).toLowerCase());
  if (!mayEnd) return false;
  const lower = word.toLowerCase();
  return mayEnd.some((end) => lower.length >= end.length + SHORTEST_STEM && lower.endsWith(end));
}

/** Words that end the name of a street: `Crown Street`, `Villacher Strasse`, `Erzsébet tér`. */
export const STREET_ENDS = wordSet(`
  street st str streets avenue ave av road rd lane ln drive dr court ct boulevard blvd way place pl terrace ter close
  crescent cres square sq highway hwy parkway pkwy circle cir trail trl alley row mews gardens gdns grove walk loop
  plaza pike turnpike expressway quay strasse straße gasse weg platz allee ring damm ufer utca u út útja tér tere körút
  krt rkp rakpart köz sétány sor kapu straat laan plein gracht gatan gata gate vej allé torv cesta ulica trg tänav mnt pst
  caddesi cad sokak sok sokağı bulvarı улица ул проспект переулок шоссе terrasse`);

/** Words that begin the name of a street: `Rua do Arenque`, `ul. Miła`. */
export const STREET_STARTS = wordSet(`
  rua r av avenida avda calle c cl carrera paseo pº plaza pza camino carretera ronda travesía via viale v.le vicolo piazza
  piazzale corso largo strada contrada rue avenue boulevard bd blvd chemin allée impasse place quai route passage cours
  sentier ul ulica ulici ulicy al aleja aleje pl plac os osiedle ulice náměstí nám třída nábřeží bulevardul calea șoseaua str
  travessa praça alameda estrada rodovia jalan jl улица улице вулиці ул проспект пр бульвар переулок пер шоссе набережная вулиця вул
  οδός λεωφόρος λεωφ λ`);

/** Ends of words that are streets: `Hersnapvej`, `Loorenstrasse`. */
export const STREET_WORD_ENDS = wordEnds(`
  straße strasse gasse weg platz allee ufer damm steig brücke chaussee promenade straat laan plein gracht kade dijk singel
  dreef gade vej vænget stræde stræti straeti braut vegur gata gatan gatu vägen gränd stigen stien torget veien vegen torv
  katu kuja polku kaari raitti aukio tänav maantee utca körút gatve iela`);

/** Ends that other words have as well (`Katie`, `Spring`). Something else must speak for a street. */
export const MAYBE_STREET_WORD_ENDS = wordEnds('tie ring gate terrasse str ova ská cká bakken hove wei baan hof berg');

/** Streets of which the number comes first: `26 rue des Carmes`. */
export const NUMBERED_STARTS = wordSet(
  'rue avenue av boulevard bd blvd chemin allée impasse place quai route passage cours',
);

/** Ends of streets behind which the number comes. */
export const NUMBER_AFTER = wordSet(`
  street str avenue road strasse straße gasse weg platz allee ring damm ufer utca u út útja tér tere körút krt rkp rakpart
  köz sétány sor kapu straat laan plein gracht gatan gata gate vej allé torv cesta ulica trg tänav mnt terrasse caddesi cad
  sokak sok sokağı bulvarı улица ул проспект переулок шоссе`);

/** What a line behind an address begins with that is not of it. */
export const NO_PLACES = wordSet(`
  i thanks thank best kind regards phone tel telephone mobile cell fax desk office email e-mail mail web website url please
  dear sincerely cheers we you it he she they this the if my our your hi hello let see date total invoice order`);

/** Names of months, before the number of a day or a year. */
export const MONTHS = wordSet(`
  january february march april may june july august september october november december jan feb mar apr jun jul aug sep
  sept oct nov dec januar februar märz mai juni juli oktober dezember janvier février mars avril juin juillet août septembre
  octobre novembre décembre enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre gennaio
  febbraio aprile maggio giugno luglio settembre ottobre dicembre janeiro fevereiro março maio junho julho setembro outubro
  dezembro januari februari maart mei augustus desember stycznia lutego marca kwietnia maja czerwca lipca sierpnia września
  października listopada grudnia monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch
  donnerstag freitag samstag sonntag`);

/** What may stand behind a street: `Devon Street West`. */
export const DIRECTIONS = wordSet('north south east west n s e w nw ne sw se northwest northeast southwest southeast');

/** Words before the number of a flat: `Apt. 205`, `Suite 12`. */
export const UNITS = wordSet(`
  apt apartment suite ste unit floor fl flat room rm bldg building dept office wohnung wohneinheit etage stock top tür stiege
  piso puerta pta esc escalera bajo depto apto apartamento bloco andar étage appartement appt bâtiment bât int interno scala
  lok lokal m mieszkanie byt lejl porta квартира кв офис корпус корп διαμ`);

/** Words after which an address comes. Each stands alone or ends a phrase. */
export const ADDRESS_BEFORE = wordSet(`
  address addresses at to on in is are with from of resides live lives lived living located moved office offices billing
  shipping delivery adresse anschrift wohne wohnt wohnhaft adres adresa dirección direccion endereço indirizzo adresse
  domicilio morada адрес адреса`);

/** Those of the words above that hardly stand before anything else. */
export const TELLS_ADDRESS = wordSet(`
  address addresses adresse anschrift adres adresa dirección direccion endereço indirizzo domicilio morada адрес адреса
  wohnhaft lives live lived resides residing located wohne wohnt woon woont habite j'habite abito vivo moro mieszkam bydlím
  bydliště bor bopæl osoite lakcím lakcímem adresim`);

/** Words that are in no name of a street, also where all is written in small letters. */
export const NEVER_IN_STREETS = wordSet(`
  and or but the this that these those a an my your our his her their it i we you was were und oder aber mein dein et ou mon
  ma mes ton y o pero mi tu su e ma mio`);

/** Behind a number: how much there is of something, so the number is of no house. */
export const MEASURES = wordSet(`
  cm mm km kg mg ml kb mb gb tb lb lbs oz ft inch inches feet mile miles meter meters metre metres liter liters litre litres
  percent degrees second seconds minute minutes min hour hours day days week weeks month months year years euro euros dollar
  dollars usd eur gbp pounds cents times points people persons pieces items pages words sekunden minuten stunde stunden tag
  tage tagen woche wochen monat monate jahr jahre jahren uhr prozent secondes heure heures jour jours semaine semaines mois
  ans segundos minuto minutos hora horas día días semana semanas mes meses año años secondi minuti ore giorni settimane mesi
  anni minuut uur dagen weken maanden jaar dni godzin minut lat км кг см мм мин часа часов дней недель лет года рублей`);

/** Boxes and bases to which mail goes, those of the armed forces of the United States with their code: `APO AE 09012`. */
export const BOX =
  /(?<![\p{L}\d])(?:p\.? ?o\.? ?box|post(?:al)? ?box|postfach|postboks|postbus|apartado(?: postal| de correos)?|caixa postal|casella postale|bo[iî]te postale|skrytka pocztowa|(?:psc|cmr|unit) \d{1,5},? box|(?:usns|uss|usnv|usv|usnn|uscgc) \p{L}{2,20},?\s+fpo (?:aa|ae|ap)) ?(?:n[ro°º]\.? ?)?\d{1,6}(?!\d)(?:,?\s+[afd]po,? (?:aa|ae|ap) \d{5}(?!\d))?/giu;

/** Without one of these there is no box. */
export const BOX_HINT = /box|post|apartado|caixa|casella|bo[iî]te|skrytka|fpo/i;
