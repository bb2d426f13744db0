import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readText } from '../reading/reading';
import { LANGUAGE } from '../thresholds';
import { findOtherLanguage } from './find-language';
import { likeliestLanguage } from './likeliest-language';
import { decodeLanguages } from './likelihoods';

const SENTENCES: Readonly<Record<string, string>> = {
  ar: 'أين يمكنني أن أجد فاتورة الشهر الماضي؟',
  cs: 'Kde najdu fakturu za minulý měsíc a jak ji zaplatím?',
  de: 'Wo finde ich die Rechnung vom letzten Monat?',
  el: 'Πού μπορώ να βρω το τιμολόγιο του περασμένου μήνα;',
  en: 'Where do I find the invoice of last month?',
  es: '¿Dónde encuentro la factura del mes pasado?',
  fr: 'Où est-ce que je trouve la facture du mois dernier ?',
  hi: 'मुझे पिछले महीने का बिल कहाँ मिलेगा?',
  it: 'Dove posso trovare la fattura del mese scorso?',
  ja: '先月の請求書はどこにありますか。教えてください。',
  ko: '지난달 청구서는 어디에서 찾을 수 있나요?',
  nl: 'Waar kan ik de factuur van vorige maand vinden?',
  pl: 'Gdzie znajdę fakturę za zeszły miesiąc?',
  pt: 'Onde é que encontro a fatura do mês passado?',
  ru: 'Где мне найти счёт за прошлый месяц?',
  sv: 'Var hittar jag fakturan för förra månaden?',
  th: 'ฉันจะหาใบแจ้งหนี้ของเดือนที่แล้วได้ที่ไหน',
  tr: 'Geçen ayın faturasını nerede bulabilirim?',
  uk: 'Де мені знайти рахунок за минулий місяць?',
  vi: 'Tôi có thể tìm hóa đơn tháng trước ở đâu?',
  zh: '我在哪里可以找到上个月的发票？',
};

function found(text: string, ...allowed: string[]) {
  return findOtherLanguage(readText(text), allowed);
}

describe('likeliestLanguage', () => {
  it.each(Object.entries(SENTENCES))('names %s', (language, text) => {
    expect(likeliestLanguage(readText(text))).toBe(language);
  });

  it.each(['', 'Bonjour !', '4711-0815', 'const a = await b(c);\nif (a === null) { return d(e); }'])(
    'says nothing about %j',
    (text) => expect(likeliestLanguage(readText(text))).toBeNull(),
  );
});

describe('findOtherLanguage', () => {
  it.each(Object.entries(SENTENCES))('knows %s', (language, text) => {
    expect(found(text, language).score).toBeLessThan(LANGUAGE.judge);
    const { score, found: parts } = found(text, language === 'en' ? 'de' : 'en');
    expect(score).toBeGreaterThan(LANGUAGE.block);
    expect(parts).toEqual([{ type: `LANGUAGE_${language.toUpperCase()}`, start: 0, end: text.length }]);
  });

  it('allows several languages', () => {
    expect(found(SENTENCES['fr'] ?? '', 'de', 'fr').score).toBeLessThan(LANGUAGE.judge);
    expect(found(SENTENCES['fr'] ?? '', 'de', 'en').score).toBeGreaterThan(LANGUAGE.block);
  });

  it.each([
    ['', 'nothing'],
    ['Bonjour !', 'a greeting'],
    ['Wolfgang Amadeus Mozart', 'a name'],
    ['Send it to Grzegorz Brzęczyszczykiewicz, Szczecin', 'a name in a sentence'],
    ['4711-0815', 'a number'],
    ['const naam = await haalOp(klant);\nif (naam === null) { return gooi(fout); }', 'code'],
    ['```\nwo finde ich die Rechnung\n```', 'a fence'],
    ['https://beispiel.example/wo/finde/ich/die/rechnung', 'an address'],
    ['What does "guten Morgen" mean, and when do people say it?', 'a quotation'],
    ['Where do I find the invoice? Wo finde ich die Rechnung?', 'a text of two languages'],
  ])('leaves %j undecided: %s', (text) => {
    expect(found(text, 'en').score).toBeLessThan(LANGUAGE.judge);
  });

  it('reads other letters in a sentence as words of their own', () => {
    expect(found('npmのコマンドを入力してから、画面に表示されるまで待ってください。', 'ja').score).toBeLessThan(
      LANGUAGE.judge,
    );
  });

  it.each([
    ['第三回定例会議議事録を送付', 'ja'],
    ['平成三十年度第二四半期決算説明会資料を確認', 'ja'],
    ['東京都千代田区丸の内一丁目九番一号', 'ja'],
    ['氏名住所電話番号生年月日', 'ja'],
    ['氏名住所電話番号生年月日', 'zh'],
  ])('does not take the kanji of %s for Chinese or Japanese that %s forbids', (text, allowed) => {
    expect(found(text, allowed).score).toBeLessThan(LANGUAGE.judge);
  });

  it.each([
    ['请问这个订单什么时候可以送到我家里，谢谢你们的帮助。', 'ja', 'LANGUAGE_ZH'],
    ['請問這個訂單什麼時候可以送到我家裡？我還沒有收到你們的通知，謝謝。', 'ja', 'LANGUAGE_ZH'],
    ['注文した商品がまだ届かないので、配送状況を確認してください。', 'zh', 'LANGUAGE_JA'],
  ])('tells %s from what %s allows', (text, allowed, type) => {
    const { score, found: parts } = found(text, allowed);
    expect(score).toBeGreaterThan(LANGUAGE.block);
    expect(parts[0]?.type).toBe(type);
  });

  it('knows the long vowels of katakana', () => {
    expect(found('アロー関数に this パラメーターを指定', 'ja').score).toBeLessThan(LANGUAGE.judge);
  });

  it('refuses weights of another length', () => {
    expect(() => decodeLanguages(Buffer.alloc(7))).toThrow(/7 bytes.*training -- languages/);
  });

  it('never throws and gives a score from 0 to 1', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.subarray(['en', 'th', 'ru'], { minLength: 1 }), (text, allowed) => {
        const { score, found: parts } = found(text, ...allowed);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
        expect(parts.every(({ start, end }) => start >= 0 && end <= text.length)).toBe(true);
      }),
    );
  });
});
