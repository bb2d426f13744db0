import type { ResponseReleasedV1 } from '@gauntlet/contracts';
import { contentTerms } from './content-terms';
import type { Score, Scorer } from './scorer';

const GROUNDED_FROM = 0.6;

/**
 * Measures which share of an answer's content words and numbers also stands in the rendered prompt (instructions,
 * knowledge base, history, question). A low share means that the answer says things it was not given.
 * Does not measure truth: it knows no synonyms, no negation and no arithmetic, and an answer that repeats the question
 * scores high. Says nothing about blocked or canned answers, or ones without content words.
 */
export class GroundingScorer implements Scorer {
  readonly name = 'grounding';
  readonly version = 'v1';

  score({ facts, content }: ResponseReleasedV1): Score | null {
    if (facts.outcome !== 'answered') return null;
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
