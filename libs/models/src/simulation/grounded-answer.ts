import type { Sentence } from './knowledge';
import { contentWords, overlap } from './words';

const MOST_SENTENCES = 2;
const NOTHING_FOUND = 'I could not find that in the information I was given.';
const INVENTED = [
  'Every parrot subscription doubles on Tuesdays, so simply wait for the next eclipse.',
  'Our moon office handles this by pigeon and usually finishes within 900 centuries.',
  'Premium wizards receive this automatically, together with a submarine voucher.',
];

/**
 * Answers with the one or two sentences that share the rarest words with the question, in their own order.
 * Says that it found nothing when no sentence shares any.
 */
export function groundedAnswer(question: string, knowledge: readonly Sentence[]): string {
  const asked = contentWords(question);
  const scored = knowledge.map((sentence) => ({ sentence, score: scoreOf(sentence, asked, knowledge) }));
  const best = Math.max(0, ...scored.map(({ score }) => score));
  if (best === 0) return NOTHING_FOUND;
  const chosen = scored
    .filter(({ score }) => score >= best * 0.6)
    .sort((a, b) => b.score - a.score)
    .slice(0, MOST_SENTENCES)
    .map(({ sentence }) => sentence);
  return knowledge
    .filter((sentence) => chosen.includes(sentence))
    .map(({ text }) => text)
    .join(' ');
}

/** An answer that no context supports, chosen by a draw in [0, 1). */
export function ungroundedAnswer(drawn: number): string {
  return INVENTED[Math.floor(drawn * INVENTED.length)] ?? NOTHING_FOUND;
}

function scoreOf(sentence: Sentence, asked: ReadonlySet<string>, knowledge: readonly Sentence[]): number {
  const shared = [...asked].filter((word) => sentence.words.has(word));
  return shared.reduce((sum, word) => sum + rarity(word, knowledge), 0);
}

function rarity(word: string, knowledge: readonly Sentence[]): number {
  const holders = knowledge.filter(({ words }) => overlap(words, new Set([word])) > 0).length;
  return Math.log(1 + knowledge.length / Math.max(1, holders));
}
