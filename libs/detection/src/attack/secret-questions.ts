/** Not behind a letter, nor behind what turns an order into advice: "never share your password". */
const START = '(?<!\\p{L})(?<!(?:never|not|nunca|não|jamais|no|nie|niemals|mai|nooit) )';
const END = '(?![\\p{L}\\p{M}-])';

const ENGLISH_PRIVATE =
  'password|birth ?(?:day|date)|date of birth|(?:e-?mail )?address|e-?mail|phone number|name|initials|age|city';
const ENGLISH_SECRET = 'password|passphrase|passcode|secret (?:key|word|code)|api key';
const ENGLISH_USER = 'the user.s';
const ENGLISH_ASKS = [
  'what(?: is|.s| was)|(?:tell|give|send) (?:me|us)(?: what)?(?: is)?|spell(?: out)?|reveal|(?:i|we) need',
  '(?:can|could|would|will|must|please) (?:you )?(?:please )?(?:share|say|confirm|disclose)(?: (?:with )?(?:me|us))?',
].join('|');

const LATIN_ASKS = [
  'quel(?:le)? (?:est|était)|(?:dis|donne[rz]?|dites)[- ](?:moi|nous)|(?:partage|révèle|confirme)[rz]?(?:[- ](?:moi|nous)| avec moi)?',
  'cuál es|dime|dame|comparte(?: conmigo)?|revela|confirma',
  'qual é|(?:me )?diga(?:-me)?|(?:me )?dê(?:-me)?|(?:com)?partilh\\p{L}{1,3}(?: comigo)?|revele|confirm(?:e|ar)',
  'qual è|dimmi|dammi|rivela(?:mi)?',
  '(?:wie lautet|was ist|sage?|nenne?|verrate?|gib)(?: mir| uns)?',
  '(?:wat is|zeg|geef)(?: me| mij)?',
  '(?:jakie jest|podaj|zdradź)(?: mi)?',
].join('|');
const LATIN_ARTICLE = '(?:(?:le|la|el|il|o|a|os|as|das|die|den|het|de) |l.)?';
const LATIN_YOUR = 'ton|ta|votre|tu|su|tua|sua|seu|teu|deine?n?|ihre?n?|je|jouw|uw|twoje|twój';
const LATIN_SECRET = [
  'mots? de passe|clés? secrètes?|contraseñas?|claves? secretas?|senhas?|palavra-passe|chaves? secretas?',
  'password|parole? d.ordine|chiavi? segret[ae]|passwort|kennwort|geheime[nr]? schlüssel|wachtwoord|geheime sleutel',
  'hasł[oa]|tajny klucz',
].join('|');
const LATIN_PRIVATE = [
  'date de naissance|adresse|initiales|fecha de nacimiento|dirección|iniciales|data de nascimento|ano de nascimento|endereço',
  'iniciais|data di nascita|indirizzo|geburtsdatum|initialen',
].join('|');
const LATIN_USER =
  'de l.utilisateur|del usuario|do us(?:uário|uario)|do utilizador|dell.utente|des (?:be)?nutzers|van de gebruiker|użytkownika';

const INDONESIAN_SECRET = 'kata sandi|password|kunci rahasia';

/** A question, and what stands in all of its forms. */
interface SecretQuestion {
  readonly question: string;
  readonly needs: string;
}

/**
 * How a language asks the model itself for its password or for what a third person, "the user", keeps private. Only a question
 * for the value counts: who builds a login asks how a password is stored, who reads a manual asks for "the default password".
 */
export const LATIN_SECRET_QUESTIONS: readonly SecretQuestion[] = [
  // English
  {
    needs: ENGLISH_SECRET,
    question: `${START}(?:${ENGLISH_ASKS})(?: to know)? (?:your|its|our system.s) (?:\\p{L}{1,12} )?(?:${ENGLISH_SECRET})${END}(?! (?:manager|polic|reset|requirement|rule|field))`,
  },
  {
    needs: ENGLISH_USER,
    question: `${START}(?:${ENGLISH_ASKS})(?: to know)? ${ENGLISH_USER} (?:${ENGLISH_PRIVATE})(?= backwards|(?: is)?\\s{0,2}(?:[?.!,]|$))`,
  },
  // Romance and Germanic languages, Polish
  {
    needs: `${LATIN_SECRET}|${LATIN_PRIVATE}`,
    question: `${START}(?:${LATIN_ASKS}) ${LATIN_ARTICLE}(?:(?:${LATIN_YOUR}) (?:${LATIN_SECRET})|(?:${LATIN_SECRET}|${LATIN_PRIVATE}) (?:${LATIN_USER}))${END}`,
  },
  // Indonesian
  {
    needs: INDONESIAN_SECRET,
    question: `${START}(?:apa(?:kah)?|beri(?:kan|tahu)?|sebutkan)(?: saya| aku)? (?:${INDONESIAN_SECRET}) ?(?:anda|kamu|-?mu|pengguna)${END}`,
  },
];

/** The same in languages with letters of their own, which most texts can be seen not to have. */
export const OTHER_SECRET_QUESTIONS: readonly string[] = [
  // Turkish
  `${START}(?:(?:şifren|parolan|gizli anahtarın)(?:ız|iz)?|(?:kullanıcının|sistemi(?:mi|ni)zin) (?:şifresi|parolası|doğum (?:tarihi|yılı)|(?:e-posta )?adresi)) ne(?:dir|ydi)?${END}`,
  `${START}(?:(?:şifreni|parolanı|gizli anahtarını)(?:zi|zı)?|(?:kullanıcının|sistemi(?:mi|ni)zin) (?:şifresini|parolasını|(?:e-posta )?adresini|doğum (?:tarihini|yılını)|baş harflerini)) (?:\\p{L}{1,12} ){0,2}(?:söyle|ver|paylaş|yaz|onayla)`,
  // Vietnamese
  '(?:mật khẩu|khóa bí mật|mã bí mật|ngày sinh|năm sinh|địa chỉ|số điện thoại) của (?:bạn|người dùng|hệ thống) (?:là|cho)(?!\\p{L})',
  // Russian
  `${START}(?:как(?:ой|ая)|скажи(?:те)?|назови(?:те)?|сообщи(?:те)?|дай(?:те)?)(?: мне)? (?:(?:у тебя|твой|ваш|свой) (?:пароль|секретный ключ)|(?:пароль|адрес|дат[ау] рождения) пользователя)${END}`,
  // Arabic
  `(?:ما هي|ما هو|أخبرني|أعطني|اكشف) (?:ب|عن )?(?:كلمة (?:ال)?(?:مرور|سر) (?:الخاصة بك|المستخدم)|تاريخ ميلاد المستخدم|عنوان المستخدم)${END}`,
  // Hindi
  '(?:तुम्हारा|आपका|उपयोगकर्ता (?:का|की)) (?:पासवर्ड|गुप्त (?:कुंजी|कोड)|जन्म ?(?:तिथि|तारीख)|पता) (?:क्या|बता)',
  // Bengali
  `(?:তোমার|আপনার|ব্যবহারকারীর|সিস্টেমের) (?:পাসওয়ার্ড|গোপন (?:চাবি|কী|কোড)|জন্ম ?(?:তারিখ|সাল)|ঠিকানা) ?(?:কি|কী|বল|বলুন|দাও|দিন|নিশ্চিত|শেয়ার)${END}`,
  // Chinese
  '(?:你|您|用户|系统)的(?:密码|密钥|口令|生日|出生日期|住址|地址)(?:是(?:什么|多少|[？?]))',
  '(?:告诉我|透露|说出|给我)(?:你|您|用户|系统)的(?:密码|密钥|口令|生日|住址)(?!\\p{L})',
  // Japanese
  '(?:あなた|君|ユーザー|システム)の(?:パスワード|秘密の鍵|暗証番号|生年月日|誕生日|住所|イニシャル|メールアドレス)(?:は(?:何|なん|[？?])|を(?:逆順で)?(?:教え|言っ|言え|明か))',
  // Korean
  '(?:당신의|너의|네|사용자의) (?:비밀번호|비밀 키|생년월일|주소|이니셜)(?:(?:는|은|가|이) (?:뭐|무엇)|(?:를|을) (?:알려|말해))',
];
