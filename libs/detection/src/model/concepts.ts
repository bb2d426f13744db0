import { allCharacters } from './characters';

/**
 * Words of several languages that stand for one thing, so that what is learnt from one language is known in another.
 * A star stands for any ending. In scripts without spaces a word is a pair of characters.
 */
const WORDS: Readonly<Record<string, string>> = {
  drop: `ignor* disregard* forget* forgot* overrid* bypass* discard* skip neglect* ignorier* vergiss vergess* missacht* uberspring*
    oubli* neglig* olvid* descart* omit* esquec* desconsider* dimentic* trascur* tralasci* negeer vergeet zignoruj* zapomnij* pomin*
    игнорир* проигнорир* забудь* отбрось ігнор* unut* gormezden yoksay bo quen abaikan* lupakan* تجاهل* انس अनदेखा नज़रअंदाज़ भूल
    উপেক্ষা ভুলে অগ্রাহ্য 무시* 잊* 忽略 无视 無視 忘记 忘記 忘れ 忽视 破棄`,
  prior: `previous* prior above earlier preceding former initial original before all every* vorherig* bisherig* fruher* obig* davor alle samtlich*
    précédent* précédemment avant toutes tous anterior* antes previ* todas todos precedent* tutte tutti vorige eerdere alle poprzedni* wszystki*
    предыдущ* прежн* выше все* попередн* onceki tum butun tren truoc tat sebelum* semua السابق* كل पिछल* सभी पहले পূর্ববর্তী আগের সব সমস্ত
    이전* 모든 앞선 위의 之前 以上 上面 先前 前の 上記 所有 全部 全て`,
  orders: `instruction* prompt* rule* guideline* directive* command* polic* constraint* restriction* order* anweisung* regel* vorgab* befehl* auftrag* 
    consigne* regle* ordre* instruccion* indicacion* regla* orden* directric* instruc* instruç* regra* diretriz* ordem ordens istruzion* regol* direttiv*
    instructie* opdracht* aanwijzing* instrukcj* polecen* zasad* инструкц* указан* правил* команд* вказівк* talimat* komut* kural* yonerge*
    huong dan lenh quy instruksi* perintah* aturan* petunjuk* التعليمات تعليمات* الأوامر القواعد निर्देश* नियम* आदेश* নির্দেশ* নিয়ম* আদেশ*
    지시* 명령* 규칙* 프롬프트* 지침* 指令 指示 提示 规则 規則 命令 ルー 设定 設定`,
  reveal: `reveal* show* print* tell repeat* output* display* leak* disclos* share give* write* send zeig* verrat* gib nenne schreib* wiederhol* ausgeb*
    montre* affich* révèl* dis donne* répèt* écri* partag* muestra* muestre* revela* dime diga repite* escrib* mostra* mostre* revel* diga* repita* escrev* dê
    mostra* rivela* dimmi ripeti* scrivi* toon geef schrijf herhaal pokaz* ujawn* powtorz* napisz* покаж* расскаж* раскр* повтори* напиш* выведи
    goster* soyle* yaz* tekrarla* paylas* hien cho viet lap tiet tampilkan tunjukkan ungkap* tulis* ulangi* أظهر اعرض أخبر* اكتب* दिखा* बता* लिख*
    দেখা* বল* লিখ* 보여* 알려* 출력* 말해* 显示 告诉 输出 透露 重复 表示 教え 出力 見せ`,
  secret: `secret* password* passwor* passphrase* credential* confidential* hidden private token* passwort* kennwort* geheim* vertraulich* passe secrèt* confidentiel* contrasena*
    clave* secreto* confidencial* senha* palavra-passe segredo* segret* parola wachtwoord geheim* haslo hasla tajn* parol* пароль* парол* секрет* sifre* parola* gizli*
    mat khau sandi rahasia* كلمة السر سري* पासवर्ड गुप्त পাসওয়ার্ড* গোপন 비밀* 암호* 密码 密碼 秘密 口令 暗証`,
  system: `system* developer* admin* root debug mode* maintenance systeme* sistem* sistema* desarrollador* desenvolvedor* svilupp* entwickler* développeur* modus modo
    систем* разработчик* gelistirici* phat trien pengembang* النظام المطور सिस्टम* डेवलपर সিস্টেম* ডেভেলপার* 시스템* 개발자* 系统 系統 开发 開発 管理 シス`,
  you: `you your yours yourself u du dein* dir dich ihr sie tu ton ta tes toi vous votre vos tú te tus usted su você voce tua seu sua te tuo tua je jouw jij ty twoj* ты тебя твои твой вы ваш*
    sen senin sana siz* ban bạn kamu anda mu أنت तुम* आप* তুমি তোমার আপনি আপনার 너* 당신* 네가`,
  me: `my mine me mein* mir mich mon ma mes moi mi mis mí meu minha meus minhas mio mia miei mij mijn moj* мой моя мои мне benim bana toi cua saya aku ku لي मेरे मेरी मेरा मुझे আমার আমাকে 내 나의 제`,
  pretend: `pretend* act imagin* roleplay role suppose* persona character* simulat* hypothetical* impersonat* stell spiel rolle tu' imagine* fais semblant rôle finge* actua papel imagina* imagine*
    atue finja fingi* immagin* recita ruolo doe rol udawaj* wyobraz* представь* притвор* роль* hayal rol* davran* gia vo tuong dong vai bayangkan berpura* peran* تخيل تظاهر कल्पना नाटक কল্পনা ভান
    상상* 연기* 역할* 척 假装 想象 扮演 角色 想像 演じ 役割 ふり`,
  now: `now new instead henceforth nun jetzt ab neue* neu stattdessen maintenant désormais nouvell* nouveau ahora nuev* agora nov* adesso ora nuov* nu nieuwe teraz now* теперь сейчас нов*
    simdi artik yeni bay gio moi sekarang baru الآن جديد* अब नए नई এখন নতুন 이제* 지금* 새로운 现在 從現 从现 新的 今か 新し これ`,
  model: `ai a.i. gpt* chatgpt assistant* chatbot* bot llm* model* ki ia ki-* assistent* assistant* asistente* assistente* ии нейросеть модел* yapay zeka* asistan* tri tue tro ly asisten*
    الذكاء المساعد एआई मॉडल এআই মডেল* 인공지능* 모델* 人工 智能 助手 模型 アシ`,
  unbound: `unrestricted* unfiltered* uncensored* restriction* filter* limit* censor* unethical* ethic* moral* illegal* taboo* jailbreak* dan freed free unbeschrankt* grenz* filter zensur* beschrank*
    restriccion* sans límite* limite* éthiqu* etic* restriç* censura* ogranicz* ограничен* цензур* этик* sinirsiz kisitlama* filtre* han che batas* sensor* قيود حدود बिना प्रतिबंध সীমা নিষেধ*
    제한* 검열* 윤리* 限制 过滤 审查 道德 制限 検閲 倫理`,
  act: `transfer* send* pay* delet* remov* buy sell* book schedul* disabl* enabl* grant* forward* updat* cancel* purchas* withdraw* deposit* unlock* upload* download* install* execut* run dispatch* approv* invite*
    ubertrag* uberweis* losch* kauf* verkauf* buch* deaktivier* leit* transfer* vir* supprim* achet* vend* réserv* désactiv* envoi* envoy* transfier* envia* envie* borra* elimina* compra* vende* desactiva* apag*
    exclu* pague* trasferisc* invia* cancella* elimina* acquista* maak verwijder* koop stuur przelej* usun* wyslij* kup* перевед* удали* отправ* купи* отключ* aktar* gonder* sil* satin kapat* chuyen gui xoa mua tat
    kirim* hapus* transfer beli* matikan حول احذف أرسل اشتر عطل भेज* हटा* ख़रीद* पाठ* পাঠ* মুছ* কিন* 보내* 삭제* 이체* 구매* 转账 发送 删除 购买 禁用 送金 送信 削除 購入 無効`,
  answer: `answer* respon* reply say* repl* antwort* sag* répon* dis respond* responda* contest* rispond* rispos* antwoord* odpowied* ответ* cevap* yanit* tra loi jawab* أجب الرد जवाब* उत्तर* উত্তর* 대답* 답변* 回答 回复 答え 返答`,
};

const TABLE_BITS = 14;
const MASK = 2 ** TABLE_BITS - 1;
const FNV_PRIME = 0x01000193;
/** What the hash of a word's characters begins with. */
export const WORD_SEED = 0x811c9dc5;

/** Finds the concept that a word stands for by the hash of its characters. */
export class Concepts {
  private readonly keys = new Int32Array(MASK + 1);
  private readonly found = new Uint8Array(MASK + 1);

  /**
   * @param lists the words of each concept, at most 30 lists; the first list that has a word counts
   * @param emphasis how many times a word's concept counts, beside the n-grams of the word
   */
  constructor(
    lists: readonly string[],
    readonly emphasis = 1,
  ) {
    lists.forEach((words, index) => {
      for (const word of words.split(/\s+/)) this.insert(word, index + 1);
    });
  }

  /** The concept of the whole word, 0 without one. */
  ofWord(hash: number): number {
    return this.at(hash);
  }

  /** The concept of words that begin so, 0 without one. */
  ofBeginning(hash: number): number {
    return this.at(~hash);
  }

  private at(key: number): number {
    let slot = (key ^ (key >>> 15)) & MASK;
    while (this.found[slot] !== 0) {
      if (this.keys[slot] === key) return this.found[slot] as number;
      slot = (slot + 1) & MASK;
    }
    return 0;
  }

  private insert(word: string, concept: number): void {
    const { folded } = allCharacters();
    const plain = word.replace(/\*$/, '').normalize('NFC');
    let hash = WORD_SEED;
    for (let at = 0; at < plain.length; at += 1) {
      hash = Math.imul(hash ^ (folded[plain.charCodeAt(at)] as number), FNV_PRIME);
    }
    const key = word.endsWith('*') ? ~hash : hash;
    if (this.at(key) !== 0) return;
    let slot = (key ^ (key >>> 15)) & MASK;
    while (this.found[slot] !== 0) slot = (slot + 1) & MASK;
    this.keys[slot] = key;
    this.found[slot] = concept;
  }
}

let concepts: Concepts | null = null;

/** The concepts of all languages, read at the first call. */
export function allConcepts(): Concepts {
  concepts ??= new Concepts(Object.values(WORDS));
  return concepts;
}
