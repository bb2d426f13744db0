import type { Scored } from '../found';
import type { Reading } from '../reading/reading';

/** What must not be told: the request's secret mark, and the system prompt; either may be empty. */
export interface Confidential {
  readonly mark: string;
  readonly prompt: string;
}

/** How much of what must not be told an answer tells. */
export function findPromptLeak(_answer: Reading, _confidential: Confidential): Scored {
  return { score: 0, found: [] };
}
