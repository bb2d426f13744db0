import type { ResponseReleasedV1 } from '@gauntlet/contracts';
import { contentTerms } from './content-terms';
import type { Score, Scorer } from './scorer';

const GROUNDED_FROM = 0.6;

/**
 * Measures which share of an answer's content words and numbers also stands in the rendered prompt (instructions,
 * knowledge base, history, question). A low share means that the answer says things it was not given.
 * Does not measure truth: it knows no synonyms, no negation and no arithmetic, and an answer that repeats the question
 * scores high. Says nothing about blocked or canned answers, ones without content words, or JSON: its keys and values
 * are the schema's words, not the prompt's, so that a healthy one would look ungrounded.
 */
export class GroundingScorer implements Scorer {
  readonly name = 'grounding';
  readonly version = 'v2';

  score({ facts, content }: ResponseReleasedV1): Score | null {
    if (facts.outcome !== 'answered' || isJson(content.answer)) return null;
    const said = contentTerms(content.answer);
    if (said.size === 0 || content.messages.length === 0) return null;
    const given = contentTerms(content.messages.map((message) => message.content).join('\n'));
    const found = [...said].filter((term) => given.has(term)).length;
    const score = found / said.size;
    return {
      score,
      label: score >= GROUNDED_FROM ? 'grounded' : 'ungrounded',
      explanation: `${found} of ${said.size} content words and numbers stand in the prompt`,
    };
  }
}

function isJson(answer: string): boolean {
  if (!/^\s*[{[]/.test(answer)) return false;
  try {
    JSON.parse(answer);
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
