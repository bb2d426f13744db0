import type { Channel } from '../found';
import { ENGLISH_OVERRIDES, LATIN_OVERRIDES, OTHER_OVERRIDES, type TwoPartPhrase } from './override-phrases';
import { LATIN_SECRET_QUESTIONS, OTHER_SECRET_QUESTIONS } from './secret-questions';

/** What an honest writer has hardly a reason to write, and by how much it raises the log odds of an attack. */
export interface Pattern {
  readonly type: string;
  readonly weight: number;
  /** What stands somewhere in every text that matches, where to look for that first takes a tenth of the time. */
  readonly needs?: RegExp;
  readonly first: RegExp;
  /** Must follow in the same sentence, a few words later; only together they are a match. */
  readonly second?: RegExp;
  /** Only where the words of others stand; in what a user writes it is ordinary. */
  readonly only?: Channel;
}

const HIDDEN = '(?:system|hidden|initial|original|developer|secret|internal|full|exact|entire|base)';
const TOLD = '(?:prompt|instructions?|message|directives?|guidelines|rules|configuration)';
const SYSTEM_PROMPT = [
  'systemprompt|prompt (?:del|de|di) sist?ema|(?:invite|prompt) syst[èe]me|sistem istem|lời nhắc hệ thống',
  'системн\\S{1,4} (?:промпт|подсказк)|系统提示|系統提示|システムプロンプト|시스템 프롬프트|सिस्टम प्रॉम्प्ट|সিস্টেম প্রম্পট',
].join('|');

// A repetition of a pattern has an upper limit, so every pattern is linear in the text.
export const PATTERNS: readonly Pattern[] = [
  ...[ENGLISH_OVERRIDES, LATIN_OVERRIDES, OTHER_OVERRIDES].map((phrases) => ({
    type: 'OVERRIDE_INSTRUCTIONS',
    weight: 3,
    first: oneOf(phrases, 'first'),
    second: oneOf(phrases, 'second'),
  })),
  ...LATIN_SECRET_QUESTIONS.map(({ question, needs }) => ({
    ...askForSecret(question),
    needs: new RegExp(needs, 'iu'),
  })),
  ...OTHER_SECRET_QUESTIONS.map(askForSecret),
  {
    type: 'REVEAL_PROMPT',
    weight: 3,
    first:
      /\b(?:reveal|show|print|repeat|output|display|leak|tell|give|write|summari[sz]e|translate|what (?:is|are|was|were))\b/gi,
    second: new RegExp(
      `\\b(?:your|the)(?: \\w{1,12}){0,2}? ${HIDDEN} ${TOLD}\\b|\\b(?:everything|all|words|text|contents?) above\\b`,
      'gi',
    ),
  },
  { type: 'REVEAL_PROMPT', weight: 2, first: new RegExp(SYSTEM_PROMPT, 'gi') },
  {
    type: 'LIFT_RESTRICTIONS',
    weight: 3,
    first: new RegExp(
      [
        '\\bdo anything now\\b',
        '\\b(?:dan|developer|god|jailbreak|debug|sudo|admin|unrestricted) mode (?:is |has been |now ){0,2}(?:on\\b|enabled|activated|unlocked)',
        '\\b(?:enable|enter|activate|switch to) (?:dan|developer|god|jailbreak|dude|evil) mode\\b',
        '\\byou (?:are|have) (?:now |been ){0,2}(?:free of|freed from|no longer bound by|broken free)',
        '\\b(?:jailbroken|unfiltered|unrestricted|uncensored|amoral) (?:and \\w{1,12} )?(?:ai|chatbot|language model|model|assistant|bot|version)\\b',
      ].join('|'),
      'gi',
    ),
  },
  {
    type: 'CHAT_TEMPLATE',
    weight: 2.5,
    first:
      /<\|(?:im_start|im_end|start_header_id|end_header_id|eot_id|system|user|assistant|endoftext|end_of_turn|begin_of_text)\|>|<(?:start|end)_of_turn>|<<\/?sys>>|\[\/?inst\]|^#{2,4} ?system ?(?:prompt|message)?:|\[\/?system(?: message| override| prompt)?\]|^<\/?system>/gim,
  },
  {
    type: 'MARKDOWN_EXFILTRATION',
    weight: 3,
    first:
      /!\[[^[\]\n]{0,80}\]\(https?:\/\/[^\s()]{1,200}(?:[?&/=][[{<$%]|[?&=][A-Z_]{4,}\b)|<img[^<>]{0,120}\bonerror\s{0,2}=|\bjavascript:[a-z]/g,
  },
  {
    type: 'ADDRESSED_TO_AI',
    weight: 2.5,
    only: 'document',
    first:
      /\b(?:ai|a\.i\.|llms?|gpt|chatgpt|claude|gemini|copilot|chatbots?|(?:virtual|digital) assistants?|language models?)\b/gi,
    second: /:|\b(?:must|should|please|shall|need to|have to|reading|processing|summari[sz]ing|parsing)\b/gi,
  },
];

function askForSecret(question: string): Pattern {
  return { type: 'ASK_FOR_SECRET', weight: 2, first: new RegExp(question, 'giu'), only: 'user' };
}

function oneOf(phrases: readonly TwoPartPhrase[], part: 'first' | 'second'): RegExp {
  return new RegExp(phrases.map((phrase) => phrase[part]).join('|'), 'gi');
}
