import type { TwoPartPhrase } from './override-phrases';

const LATIN_NOUNS =
  'contraseñas?|claves? secretas?|senhas?|palavra-passe|chaves? secretas?|mots? de passe|clés? secrètes?|parole? d.ordine|chiavi? segret[ae]|passwort|kennwort|geheime[nr]? schlüssel|wachtwoord|geheime sleutel|hasł[oa]|tajny klucz|password|kata sandi|kunci rahasia';

/**
 * How a language asks somebody for their password or for what a third person, "the user", keeps private: who means well asks a
 * model neither. The two parts stand in the order that the language says them.
 */
export const SECRET_QUESTIONS: readonly TwoPartPhrase[] = [
  {
    language: 'en',
    first: '\\b(?:what(?: is|.s| was)|tell|give|share|reveal|need|know|spell|say|send)\\b',
    second:
      '\\b(?:your|its|our system.s) (?:\\w{1,12} )?(?:password|passphrase|passcode|secret (?:key|word|code)|api key)\\b|\\bthe user.s (?:\\w{1,12} )?(?:password|birth|date of birth|address|e-?mail|phone|name|initials|age|city)',
  },
  {
    language: 'Romance and Germanic languages in Latin letters',
    first:
      '\\b(?:quel(?:le)? est|dis[- ]moi|donne[rz]?|partage[rz]?|cuál es|dime|dame|comparte|qual é|qual è|diga|dê|compartilh|dimmi|dammi|wie lautet|was ist|sag|nenne|verrate|wat is|zeg|geef|jakie jest|podaj|apa|beri)\\b',
    second: `(?:ton|ta|votre|le|la|tu|su|sua|tua|a|seu|dein|deinen|ihr|je|jouw|twoje|twój) (?:${LATIN_NOUNS})|(?:${LATIN_NOUNS}) (?:anda|kamu|-?mu)\\b`,
  },
  {
    language: 'what belongs to the user, in Latin letters',
    first:
      '(?:date de naissance|adresse|mot de passe|initiales|fecha de nacimiento|dirección|contraseña|iniciales|data de nascimento|ano de nascimento|endereço|senha|iniciais|data di nascita|indirizzo|geburtsdatum|adresse|passwort|initialen|tanggal lahir|alamat)',
    second: 'de l.utilisateur|del usuario|do us(?:uário|uario)|do utilizador|dell.utente|des (?:be)?nutzers|pengguna',
  },
  {
    language: 'tr',
    first:
      'kullanıcının|sistemi(?:mi|ni)zin|\\bşifren(?:iz)?\\b|\\bparolan(?:ız)?\\b|gizli anahtarın|şifreni\\b|\\bparolanı\\b',
    second:
      'doğum|adres|e-posta|şifre|baş harf|yaşadığı|telefon|\\bned?ir\\b|\\bne\\?|\\bpaylaş|\\bsöyle|\\bver(?:ir|in|\\b)|\\byaz',
  },
  {
    language: 'vi',
    first: 'mật khẩu|khóa bí mật|mã bí mật|ngày sinh|năm sinh|địa chỉ|số điện thoại|thành phố',
    second: 'của (?:bạn (?:là|cho)|người dùng)',
  },
  { language: 'ru', first: 'пароль|секретный ключ|дата рождения|адрес', second: 'у тебя|твой|пользователя' },
  { language: 'ar', first: 'كلمة مرور|كلمة السر|تاريخ ميلاد|عنوان', second: 'المستخدم|الخاصة بك' },
  { language: 'hi', first: 'तुम्हारा|आपका|उपयोगकर्ता', second: 'पासवर्ड|गुप्त|जन्म|पता|नाम के' },
  {
    language: 'bn',
    first: 'তোমার|আপনার|ব্যবহারকারীর|সিস্টেমের',
    second: 'পাসওয়ার্ড|গোপন (?:চাবি|কী|কোড)|জন্ম|ঠিকানা|আদ্যক্ষর|শহর',
  },
  { language: 'zh', first: '你的|您的|用户的', second: '密码是|密钥是|口令是|生日|出生|住址|密码' },
  {
    language: 'ja',
    first: 'あなたの|ユーザーの|君の|システムの',
    second: 'パスワード|秘密の鍵|暗証|生年|誕生|住所|イニシャル|メールアドレス',
  },
  { language: 'ko', first: '당신의|너의|네 |사용자의', second: '비밀번호|비밀 키|생년월일|주소|이니셜' },
];
