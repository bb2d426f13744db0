import type { AnswerLimit } from '../src/answer-limit';

/** A limit that no answer of these specs reaches. */
export const ANY_LENGTH: AnswerLimit = { characters: 100_000, bytes: 500_000 };
