import { sharedCount } from './shared-count';

const ARTICLES = /\b(?:a|an|the)\b/g;
const PUNCTUATION = /[\p{P}\p{S}]/gu;

/**
 * F1 of the words that an answer and a reference share, 0 to 1, in lower case and without punctuation and English articles, as
 * SQuAD measures it (Rajpurkar et al. 2016, https://aclanthology.org/D16-1264); punctuation is that of Unicode.
 */
export function tokenF1(answer: string, reference: string): number {
  const [given, wanted] = [tokensOf(answer), tokensOf(reference)];
  if (given.length === 0 || wanted.length === 0) return given.length === wanted.length ? 1 : 0;
  return (2 * sharedCount(given, wanted)) / (given.length + wanted.length);
}

function tokensOf(text: string): string[] {
  const plain = text.toLowerCase().replace(PUNCTUATION, '').replace(ARTICLES, ' ');
  return plain.split(/\s+/).filter((token) => token !== '');
}
