/** What a language says, as two parts of a pattern in the order that it says them. */
export interface TwoPartPhrase {
  readonly language: string;
  readonly first: string;
  readonly second: string;
}

const ENGLISH_ORDERS =
  'instruction|prompt|rules|direction|directive|guideline|command|programming|constraint|restriction|messages|tasks|assignments';

export const ENGLISH_OVERRIDES: readonly TwoPartPhrase[] = [
  {
    language: 'en',
    first: '\\b(?:ignor(?:e|ing)|disregard|forget|overrid(?:e|ing)|bypass|discard|neglect|pay no attention to)\\b',
    second: `(?:previous|prior|above|earlier|preceding|former|initial|original|existing|system|your|all)\\b(?:\\s{1,3}[^\\s.!?;:"]{1,24}){0,4}?\\s{0,3}\\b(?:${ENGLISH_ORDERS})|everything (?:before|above|prior|you (?:were|have)|i (?:said|told)|we)`,
  },
];

/** Languages in Latin letters; what is a verb in several of them may go with a noun of any. English "ignored" only tells a story. */
export const LATIN_OVERRIDES: readonly TwoPartPhrase[] = [
  {
    language: 'de',
    first: '\\b(?:ignorier|vergiss|vergessen sie|missachte|verwirf|übergehe)',
    second:
      'anweisung|instruktion|regeln|vorgaben|befehle|aufträge|aufgaben|alles (?:davor|bisherige|vorherige|gesagte)',
  },
  {
    language: 'fr',
    first:
      '\\b(?:ignore[rz]?|oublie[rz]?|fais abstraction|faites abstraction|ne (?:tiens|tenez) (?:pas|aucun) compte)\\b',
    second: 'instructions?|consignes?|règles|directives|ce qui précède|tout ce qui',
  },
  {
    language: 'es',
    first: '\\b(?:ignor(?:a|e(?!d))|olvid[ae]|haz caso omiso|haga caso omiso|descart[ae])',
    second: 'instrucci|indicaciones|reglas|órdenes|directrices|todo lo anterior|todo lo que',
  },
  {
    language: 'pt',
    first: '\\b(?:ignor(?:a|e(?!d))|esque[çc][ae]|esquece|desconsider[ae])',
    second: 'instruç|instruc|regras|orientaç|diretrizes|ordens|tudo o que|o acima',
  },
  {
    language: 'it',
    first: '\\b(?:ignora|dimentica|trascura|tralascia)',
    second: 'istruzion|regole|indicazioni|direttive',
  },
  { language: 'nl', first: '\\b(?:negeer|vergeet)\\b', second: 'instructies|aanwijzingen|regels|opdrachten' },
  { language: 'pl', first: '\\b(?:z?ignoruj|zapomnij|pomiń|odrzuć)', second: 'instrukcj|polece|zasad|wytyczn' },
  { language: 'cs', first: '\\b(?:ignoruj|zapomeň|nevšímej si)', second: 'instrukc|pokyn|pravid|příkaz' },
  {
    language: 'tr',
    first: 'talimat|komutlar|kurallar|yönerge',
    second: 'unut|yok say|görmezden gel|dikkate alma|göz ardı',
  },
  { language: 'vi', first: 'bỏ qua|quên|phớt lờ', second: 'hướng dẫn|chỉ dẫn|lệnh|quy tắc|chỉ thị' },
  { language: 'id', first: '\\b(?:abaikan|lupakan)', second: 'instruksi|perintah|aturan|petunjuk' },
];

export const OTHER_OVERRIDES: readonly TwoPartPhrase[] = [
  { language: 'ru', first: 'игнорируй|забудь|не обращай внимания|отбрось', second: 'инструкци|указани|правил|команд' },
  { language: 'uk', first: 'ігноруй|забудь', second: 'інструкці|вказівк|правил|команд' },
  { language: 'ar', first: 'تجاهل|انس[َى ]', second: 'التعليمات|الأوامر|القواعد|الإرشادات|تعليمات' },
  { language: 'hi', first: 'निर्देश|नियमों|आदेश', second: 'अनदेखा|नज़रअंदाज़|भूल' },
  { language: 'bn', first: 'নির্দেশ|নিয়ম|আদেশ', second: 'উপেক্ষা|ভুলে|অগ্রাহ্য' },
  { language: 'zh', first: '忽略|无视|忽视|忘记|忘掉|無視|忽視|忘記', second: '指令|指示|提示|规则|規則|命令' },
  { language: 'ja', first: '指示|命令|ルール|プロンプト|指令', second: '無視|忘れ|破棄|従わな' },
  { language: 'ko', first: '지시|명령|규칙|프롬프트|지침', second: '무시|잊' },
  { language: 'th', first: 'ละเว้น|เพิกเฉย|ลืม|ไม่สนใจ', second: 'คำสั่ง|คำแนะนำ|กฎ' },
];
