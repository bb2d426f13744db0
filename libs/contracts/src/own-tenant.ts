/**
 * Tenant of the requests that Gauntlet makes itself, such as a judge's question about an answer. They run and are
 * recorded like any other, and are no user's: nobody else may have it, nothing scores them, no count includes them.
 */
export const OWN_TENANT = 'gauntlet';

/** Prompt that the judge is asked with; it must be pinned like any other. */
export const JUDGE_PROMPT = 'answer-judge';
