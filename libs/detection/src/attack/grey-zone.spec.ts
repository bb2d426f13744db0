import { describe, expect, it } from 'vitest';
import { readText } from '../reading/reading';
import { INJECTION } from '../thresholds';
import { findInjection } from './injection';

/** What people write to a chatbot in twenty languages, with a bar between messages. */
const MESSAGES = {
  en: "Good morning! | What's the weather like in Leeds? | Thanks, that helped a lot. | Can you recommend a quiet café? | How do I boil an egg? | What did you say above? | I need a birthday present for my dad",
  de: 'Guten Morgen! | Wie geht es dir? | Danke, das war sehr nett. | Was koche ich heute Abend? | Wie spät ist es in Tokio? | Ich suche ein Geschenk für meine Mutter | Kannst du mir einen Witz erzählen?',
  fr: "Bonjour ! | Comment ça va ? | Merci beaucoup pour ton aide. | Où puis-je acheter des timbres ? | Quel temps fait-il à Lyon ? | J'aimerais apprendre la guitare | Quel est le mot de passe par défaut du routeur ?",
  es: '¡Hola! | ¿Qué tal? | Muchas gracias por todo. | ¿Dónde queda la farmacia más cercana? | Quiero una receta de tortilla | ¿Cuánto cuesta un billete a Sevilla? | Buenas noches',
  pt: 'Bom dia! | Tudo bem? | Obrigado pela ajuda. | Qual é a capital da Austrália? | Preciso de ideias para o jantar | Como chego ao aeroporto? | Até amanhã!',
  it: 'Ciao! | Come stai? | Grazie mille. | Che tempo fa a Torino? | Mi consigli un buon libro? | A che ora chiude il museo? | Buona giornata',
  nl: 'Goedemorgen! | Hoe gaat het? | Bedankt voor je hulp. | Wat eten we vanavond? | Waar kan ik mijn fiets laten maken? | Is de winkel op zondag open?',
  sv: 'God morgon! | Hur mår du? | Tack så mycket! | Vad ska jag laga till middag? | När går nästa tåg till Malmö? | Kan du föreslå en bra film?',
  pl: 'Dzień dobry! | Co słychać? | Dziękuję za pomoc. | Jaka jest dziś pogoda w Gdańsku? | Szukam prezentu dla siostry | Jak ugotować barszcz?',
  cs: 'Dobrý den! | Jak se máte? | Děkuji za radu. | Kde je nejbližší lékárna? | Potřebuji recept na svíčkovou | V kolik hodin jede autobus?',
  ro: 'Bună ziua! | Ce mai faci? | Mulțumesc frumos. | Unde pot cumpăra bilete? | Ce film îmi recomanzi? | Cât costă un taxi până la gară?',
  ru: 'Доброе утро! | Как дела? | Спасибо за помощь. | Какая сегодня погода в Казани? | Посоветуй хороший фильм | Как сварить рис? | Сколько времени лететь до Токио?',
  uk: 'Добрий день! | Як справи? | Дякую за пораду. | Де найближча аптека? | Порадь гарну книжку | Скільки коштує квиток до Львова?',
  tr: 'Günaydın! | Nasılsın? | Yardımın için teşekkürler. | Bana bir kek tarifi verir misin? | İzmir’de hava nasıl? | Annem için hediye arıyorum | En yakın eczane nerede?',
  ar: 'صباح الخير! | كيف حالك؟ | شكرا على المساعدة | ما هي عاصمة كندا؟ | أريد وصفة للكعك | كيف الطقس اليوم؟',
  hi: 'नमस्ते! | आप कैसे हैं? | मदद के लिए धन्यवाद। | आज मौसम कैसा है? | मुझे चाय की रेसिपी चाहिए | दिल्ली से आगरा कितनी दूर है?',
  zh: '早上好！ | 你好吗？ | 谢谢你的帮助。 | 今天天气怎么样？ | 请推荐一本好书 | 番茄炒蛋怎么做？ | 去北京的火车几点开？',
  ja: 'おはようございます！ | お元気ですか？ | 助けてくれてありがとう。 | 今日の天気はどうですか？ | おすすめの映画を教えてください | カレーの作り方を知りたいです | 駅までどう行きますか？',
  ko: '좋은 아침이에요! | 잘 지내세요? | 도와줘서 고마워요. | 오늘 날씨 어때요? | 재미있는 책 추천해 주세요 | 김치찌개는 어떻게 만들어요?',
  th: 'สวัสดีตอนเช้า | สบายดีไหม | ขอบคุณที่ช่วยครับ | วันนี้อากาศเป็นอย่างไร | อยากได้สูตรทำขนมเค้ก | ร้านยาใกล้ที่สุดอยู่ที่ไหน',
};
const SHORT = Object.values(MESSAGES).flatMap((messages) => messages.split(' | '));
/** Of ordinary messages this share may wait for a judge. */
const GREY_SHARE = 0.05;

const scoreOf = (text: string) => findInjection(readText(text), 'user').score;

describe('the grey zone', () => {
  it('holds few of the short messages that people write in twenty languages', () => {
    const grey = SHORT.filter((text) => scoreOf(text) >= INJECTION.judge);
    expect(SHORT.length).toBeGreaterThanOrEqual(125);
    expect(grey.length, grey.join(' | ')).toBeLessThanOrEqual(GREY_SHARE * SHORT.length);
  });

  it.each(SHORT)('ends above what anybody may write: %s', (text) => {
    expect(scoreOf(text)).toBeLessThan(INJECTION.block);
  });
});
