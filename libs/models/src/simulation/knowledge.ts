import type { ChatMessage } from '@gauntlet/contracts';
import { contentWords } from './words';

/** One sentence of the system message, with the words that a question can meet. */
export interface Sentence {
  readonly text: string;
  readonly words: ReadonlySet<string>;
}

const HEADING = /^\s*#+\s|:\s*$/;
const LIST_MARK = /^\s*(?:[-*•]|\d+[.)])\s+/;
const BETWEEN_SENTENCES = /(?<=[.!?])\s+(?=[\p{Lu}\p{N}])/u;
const SECRET = /\bgx-[0-9a-f]{12}\b/;
// Sentences that tell the model how to behave are no knowledge.
const INSTRUCTION = /^(you are|you must|answer|never|always|do not|don't|reply|respond|use only|if |keep|return only)/i;

/** The sentences of a prompt's system messages that state something; a heading's words count for the lines below it. */
export function knowledgeOf(messages: readonly ChatMessage[]): Sentence[] {
  return messages.filter(({ role }) => role === 'system').flatMap(({ content }) => sentencesOf(content));
}

function sentencesOf(text: string): Sentence[] {
  let heading = '';
  return text.split('\n').flatMap((line) => {
    if (!HEADING.test(line)) return statements(line, heading);
    heading = line;
    return [];
  });
}

function statements(line: string, heading: string): Sentence[] {
  return line
    .replace(LIST_MARK, '')
    .split(BETWEEN_SENTENCES)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence.length > 0 && !INSTRUCTION.test(sentence) && !SECRET.test(sentence))
    .map((sentence) => ({ text: sentence, words: contentWords(`${heading} ${sentence}`) }));
}
