import { parsedJson } from '../json/parsed-json';
import type { Scorer } from '../scorer';
import { contentTerms } from './content-terms';

const GROUNDED_FROM = 0.6;

/**
 * Measures which share of an answer's content words and numbers also stands in the rendered prompt (instructions,
 * knowledge base, history, question) or in the row's context. A low share means that the answer says things it was not given.
 * Does not measure truth: it knows no synonyms, no negation and no arithmetic, and an answer that repeats the question
 * scores high. Says nothing about blocked or canned answers, ones without content words, or JSON: its keys and values
 * are the schema's words, not the prompt's, so that a healthy one would look ungrounded.
 */
export const grounding: Scorer = {
  name: 'grounding',
  version: 'v2',
  score({ outcome, answer, messages, context }) {
    if (outcome !== 'answered' || isJson(answer)) return null;
    const said = contentTerms(answer);
    const texts = [...messages.map(({ content }) => content), ...context];
    if (said.size === 0 || texts.length === 0) return null;
    const given = contentTerms(texts.join('\n'));
    const found = [...said].filter((term) => given.has(term)).length;
    const score = found / said.size;
    return {
      score,
      label: score >= GROUNDED_FROM ? 'grounded' : 'ungrounded',
      explanation: `${found} of ${said.size} content words and numbers stand in the prompt`,
    };
  },
};

function isJson(answer: string): boolean {
  return /^\s*[{[]/.test(answer) && parsedJson(answer) !== undefined;
}
