import { findOtherLanguage } from '../language/find-language';
import { readText } from '../reading/reading';
import { LANGUAGE } from '../thresholds';

const SENTENCE = /[^.!?。！？\n]+/g;
const BULLET = /^[\s>#*•\-–\d)]+/u;

/** What a prompt says to its model, and hardly ever to a reader of its facts; by language. */
const TO_THE_MODEL = [
  "(?:and |or |but |you |must |should |please )(?:never|always)|do not|don't|must not|assistant|users?|confidential|secret|internal|persona|pretend|instructions?|reveal",
  "(?:you are|you're) not|you (?:must|should|shall|only|act|write|talk|have access)",
  'niemals|nie|immer|nutzer|assistent|vertraulich|geheim|du (?:darfst|sollst|musst)',
  'jamais|toujours|utilisateurs?|confidentiel|ne (?:révèle|divulgue)z?|(?:tu|vous) (?:dois|devez)',
  'nunca|siempre|usuarios?|asistente|confidencial|secreto|debes|no reveles',
  'sempre|usuários?|assistente|segredo|você deve|não revele',
  'mai|utenti?|riservato|segreto|devi|non rivelare',
  'nooit|altijd|gebruikers?|vertrouwelijk|je (?:moet|mag)',
  'nigdy|zawsze|asystent|użytkownik\\p{L}*|poufn\\p{L}*|tajn\\p{L}*',
  'asla|her zaman|asistan|kullanıcı\\p{L}*|gizli',
  'никогда|всегда|пользовател\\p{L}*|ассистент|конфиденциальн\\p{L}*|секретн\\p{L}*|не раскрывай(?:те)?',
  'أبدا|دائما|المستخدم|سري|لا تكشف',
];
/** The same in languages that write no space between words. */
const WITHOUT_SPACES =
  'ください|絶対|社外秘|秘密|ユーザー|アシスタント|必ず|禁止|不要|绝不|必须|用户|助手|机密|始终|请勿|只能|절대|항상|사용자|비밀|기밀|하세요|마세요';

/** How an order to a model begins. */
const ORDERS = [
  'never|always|act|address|answer|apologi[sz]e|ask|avoid|be|begin|check|choose|classify|decide|decline|direct|end|escalate|explain',
  'focus|follow|format|give|greet|help|hide|if|ignore|include|keep|limit|make|mention|no|offer|only|output|play|praise',
  'prefer|prioriti[sz]e|provide|recommend|refer|refuse|reply|respond|return|say|speak|stay|stick|suggest|summari[sz]e',
  'talk|tell|treat|unless|use|when asked|write',
  'antworte|bei fragen|benutze|biete|empfiehl|erwähne|frage|gib|halte|lehne|nenne|nutze|schreibe?|sprich|verrate|verweise',
  'verwende|wenn|réponds|répondez|donnez?|utilisez?|évitez?|refusez?|parlez?|si|responde|responda|rispondi|usa|utiliza',
  'evita|habla|ofrece|ofereça|dai|fale|parla|antwoord|gebruik|geef|als|weiger|odpowiadaj|używaj|podawaj',
  'отвечай(?:те)?|используй(?:те)?|говори(?:те)?|если|yanıtla',
];

const SPOKEN = new RegExp(
  `(?<!\\p{L})(?:${TO_THE_MODEL.join('|')})(?!\\p{L})|[,;:] ?(?:never|always)(?!\\p{L})|${WITHOUT_SPACES}`,
  'iu',
);
const ORDERED = new RegExp(`^(?:${ORDERS.join('|')})(?!\\p{L})`, 'iu');
/** "If it is damaged, we replace it" tells a reader something; "If it is damaged, refuse" orders a model. */
const TOLD_TO_READERS = /(?<!\p{L})(?:we|you can|you may|your account|wir|nous|nosotros|wij|noi)(?!\p{L})/iu;

/** The languages of the lists above. */
const LISTED = ['ar', 'de', 'en', 'es', 'fr', 'it', 'ja', 'ko', 'nl', 'pl', 'pt', 'ru', 'tr', 'zh'];

/**
 * The sentences of a prompt that order the model, and those in languages that aren't listed; the others are to be told: what
 * it is ("You are the assistant of a shop"), and facts, such as opening hours. A prompt without a known order is all secret.
 */
export function instructionsOf(prompt: string): string[] {
  const sentences = prompt.match(SENTENCE) ?? [];
  if (!sentences.some(speaksToTheModel) || isInAnotherLanguage(prompt)) return sentences;
  return sentences.filter((sentence) => speaksToTheModel(sentence) || isInAnotherLanguage(sentence));
}

function speaksToTheModel(written: string): boolean {
  const sentence = written.replace(BULLET, '');
  return SPOKEN.test(sentence) || (ORDERED.test(sentence) && !TOLD_TO_READERS.test(sentence));
}

function isInAnotherLanguage(text: string): boolean {
  return findOtherLanguage(readText(text), LISTED).score >= LANGUAGE.judge;
}
