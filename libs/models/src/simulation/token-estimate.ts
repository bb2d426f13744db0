import type { ChatMessage } from '@gauntlet/contracts';

const PIECES = /\p{L}+|\p{N}+|[^\s\p{L}\p{N}]/gu;
const LATIN = /^[\p{Script=Latin}]+$/u;
const PER_MESSAGE = 4;

function tokensOf(piece: string): number {
  if (LATIN.test(piece)) return Math.ceil(piece.length / 7);
  if (/^\p{N}+$/u.test(piece)) return Math.ceil(piece.length / 3);
  return piece.length;
}

/** About what a byte-pair tokenizer counts: one token for a common word, a digit triple, a mark or a foreign letter. */
export function estimateTokens(text: string): number {
  return (text.match(PIECES) ?? []).reduce((sum, piece) => sum + tokensOf(piece), 0);
}

/** Tokens of a chat prompt: its texts plus the framing of each message. */
export function estimatePromptTokens(messages: readonly ChatMessage[]): number {
  return messages.reduce((sum, { content }) => sum + estimateTokens(content) + PER_MESSAGE, 0);
}
