import { phraseHash, wordSet } from '../words/word-hash';

/** Points by phrase, from lines of `points: phrase, phrase`. */
function pointsOf(lines: string): ReadonlyMap<number, number> {
  const points = new Map<number, number>();
  for (const line of lines.trim().split('\n')) {
    const colon = line.indexOf(':');
    for (const phrase of line.slice(colon + 1).split(','))
      points.set(phraseHash(phrase.trim()), Number(line.slice(0, colon)));
  }
  return points;
}

/** Titles that stand before a name, with or without a dot. */
export const TITLES: ReadonlySet<number> =
  wordSet(`mr mrs ms miss mister mx dr prof professor sir madam madame lady lord rev reverend fr father sister capt captain
  lt sgt sergeant col colonel gen general maj officer judge justice senator sen congressman governor gov president
  chancellor king queen prince princess pope herr herrn frau fräulein hr dipl mme mlle monsieur mademoiselle maître señor
  señora señorita srta sr sra dra don doña dña signor signora signorina sig dott dottor dottoressa avv senhor senhora
  dona mevrouw meneer heer doctor doctora dhr mevr pan pani pana panu panią pán paní slečna fru herra rouva bay bayan hanım г-н г-жа
  господин госпожа пан пані κ κος κυρία κύριος`);

/** How much the words directly before a name speak for a name (positive) or against one. */
export const BEFORE = pointsOf(`
6: name is, names are, name s, my name, i am called, is called, was called, call me, calls me, people call me, named him, named her, maiden name is, last name is, first name is, surname is, name was, heiße, heisse, heißt, mein name ist, name ist, je m'appelle, m'appelle, nom est, prénom est, me llamo, se llama, nombre es, mi chiamo, si chiama, mio nome è, chamo-me, me chamo, chama-se, nome é, heet, naam is, nazywam się, mam na imię, nazywa się, jmenuji se, jmenuju se, volám sa, jag heter, jeg heter, jeg hedder, heter, hedder, numele meu este, mă numesc, mă cheamă, adım, a nevem, nimeni on, minu nimi on, меня зовут, мене звати, моё имя, με λένε, ime mi je, zovem se
5: name:, names:, fullname:, surname:, forename:, firstname:, lastname:, nom:, prénom:, nombre:, apellido:, apellidos:, nome:, cognome:, sobrenome:, naam:, voornaam:, achternaam:, vorname:, nachname:, imię:, nazwisko:, jméno:, příjmení:, meno:, név:, namn:, navn:, nimi:, isim:, ad:, soyad:, имя:, фамилия:, фио:, ім я:, όνομα:, ime:, prezime:, nume:, directed by:, written by:, attn:, signed:, patient:, beneficiary:, cardholder:, holder:
3: contact:, author:, customer:, client:, employee:, recipient:, sender:, owner:, billing address:, shipping address:, ship to:, bill to:, tenant:, candidate:, applicant:, student:, teacher:, manager:, dear:, attention:
2: from:, to:, cc:, bcc:, von:, an:, para:, de:, da:, od:, by:, i m, i am, this is, ich bin, ik ben, je suis, soy, sono, sou, jestem
4: named, called, dear, regards, sincerely, signed, surname, love, cheers, thanks, liebe, lieber, hallo, beste, geachte, cher, chère, estimado, estimada, querido, querida, gentile, caro, cara, prezado, prezada, szanowny, szanowna, drogi, droga, kære, kjære, hej, vážený, vážená, grüße, grüßen, cordialement, saludos, atentamente, saluti, atenciosamente, groeten, groet, pozdrawiam, hälsningar, hilsen
4: says, said
3: hi, hello, hey, asked, told, replied, wrote, shouted, added, explained, thanked, mother, father, brother, sister, son, daughter, wife, husband, kid, child, boyfriend, girlfriend, fiancé, fiancée, uncle, aunt, cousin, nephew, niece, grandmother, grandfather, grandma, grandpa, friend, colleague, coworker, boss, manager, patient, client, customer, employee, neighbour, neighbor, nurse, teacher, student, partner, spouse, guardian, beneficiary, roommate, landlord, tenant, classmate, attn, attention, spoke to, spoke with, speak to, speak with, talked to, meet with, met with, herrn, meine frau, mein mann, mon mari, ma femme, mi esposa, mi marido, mia moglie, mio marito
2: songwriter, singer, producer, director, actor, actress, player, author, writer, founder, co-founder, ceo, cto, cfo, lawyer, attorney, agent, inspector, detective, minister, mayor, coach, engineer, scientist, physicist, philosopher, poet, painter, artist, composer, pianist, guitarist, drummer, journalist, reporter, professor, secretary, chairman, by, starring, starred, featuring, features, contact, met, between him and, assistant to, married, divorced, hired, fired, invited, emailed, texted, asks, ask, tell, meet, für, von, del señor, under, it s under, early, late
2: shouted at, smiled at, looked at, laughed at, yelled at, angry at
-1: at
-2: an, from, near, across, around, through, via, version, visit, visiting, visited, using, use, language, the, a, nach, aus, um, der, die, das, le, la, les, el, los, las, il, lo, gli, os, as, het, een, ein, eine, un, une, una, uma, en, à, dans, em, no, na, w, v, do, i, på, til, till
-3: mein, meine, meinen, meinem, meiner, dein, deine, ihr, ihre, ihren, ihrem, sein, seine, seinen, seiner, kein, keine, keinen, einen, einem, einer, eines, den, dem, des, zum, zur, am, vom, beim, unser, unsere, diese, dieser, dieses
-4: in, into, im, bei, city of, university of, state of, republic of, province of, county of, town of, village of, island of, capital of, kingdom of, bank of, lake, mount, mt, cape, river, port, fort, saint, st, san, santa, são, los, las, new, north, south, east, west, hotel, café, cafe, restaurant, windows, apple, the city, made in, born in, lives in, live in, living in, flew to, fly to, flying to, travel to, travelling to, traveling to, trip to, moved to, move to, flight to, went to, going to, drive to, based in, located in
`);

/** How much the words directly behind a name speak for a name or against one. */
export const BEHIND = pointsOf(`
3: said, says, told, shouted, replied, wrote, explained, thinks, wants, lives, lived, was born, died, works, worked, asked, whispered, smiled, laughed, nodded, married, from accounting, y el, writes, argues, argued, et al
2: novel, concert, family, case, residence, household, account, here, speaking
1: is, was, has, had, can, could, will, would, did, does, and i, who, and his, and her, flew, spent, began, went, came, called, sent, likes, loves
-6: inc, incorporated, ltd, limited, investments, llc, llp, corp, corporation, gmbh, ag, plc, sa, srl, bv, nv, oy, ab, as, company, co, group, holdings, technologies, solutions, systems, software, services, partners, associates, ventures, capital, bank, airlines, airport, university, college, school, institute, academy, hospital, clinic, foundation, museum, library, church, cathedral, park, street, avenue, road, boulevard, square, bridge, tower, stadium, arena, center, centre, hotel, river, lake, valley, village, hills, heights, springs, cemetery, alley, lane, drive, court, terrace, ave, blvd, rd, island, islands, mountain, mountains, valley, beach, bay, county, city, state, district, province, region, republic, kingdom, empire, prize, award, awards, cup, trophy, league, festival, theorem, equation, algorithm, distribution, effect, disease, syndrome, method, model, test, theory, law, principle, sauce, pie, salad, orchestra, band, choir, records, magazine, times, post, news, press, studios, pictures, entertainment, motors, foods, industries, labs, laboratories, api, framework, library, database, server, protocol
`);

/** Words of a name that stand between its other words and have no capital. */
export const PARTICLES: ReadonlySet<number> = wordSet(
  'de da do dos das di du del della dei degli delle dello des la le van von der den ten ter te zu zum zur af av bin ibn ben al el y e i und',
);

/** Words with which names of places begin: `San Diego`. */
export const PLACE_BEGINNINGS: ReadonlySet<number> = wordSet(
  'san santa santo são saint st los las el porto puerto port fort mount mt lake cape new north south east west villa ville rio bad nova great upper lower',
);

/** The most words of a phrase above. */
export const LONGEST_PHRASE = 3;

/** Who may speak in the record of a conversation. */
export const SPEAKERS: ReadonlySet<number> = wordSet('user bot agent assistant customer client caller human me you');

/** The last words of titles and of phrases after which even a word without a capital is a name. */
export const TELLING_ENDS: ReadonlySet<number> = new Set([
  ...TITLES,
  ...wordSet(
    `is are s called me him her heiße heisse heißt ist appelle m'appelle est llamo llama es chiamo chiama è heet nazywam imię
    nazywa jmenuji jmenuju volám heter hedder este numesc cheamă adım nevem on зовут звати имя λένε je zovem name was`,
  ),
]);
