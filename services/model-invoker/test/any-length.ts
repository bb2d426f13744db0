import type { AnswerLimit } from '../src/limits';

/** A limit that no answer of these specs reaches. */
export const ANY_LENGTH: AnswerLimit = { characters: 100_000, bytes: 500_000 };
