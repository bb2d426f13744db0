/*
 * For each detector that scores: its version, from which score on a text is doubted (the grey zone), and from which it
 * counts as found. They are here, away from weights and tables, for whoever needs the numbers alone.
 */

/** Attacks: prompt injection and jailbreaks. */
export const INJECTION = { version: '4', judge: 0.7, block: 0.94 } as const;
/** Hate, insult and threat. */
export const TOXICITY = { version: '2', judge: 0.4, block: 0.6 } as const;
/** Answers that tell the system prompt. */
export const PROMPT_LEAK = { version: '1', judge: 0.4, block: 0.53 } as const;
/** Texts in another language than those allowed. */
export const LANGUAGE = { version: '1', judge: 0.5, block: 0.9 } as const;
/** Texts about what they must not be about. */
export const TOPICS = { version: '1', judge: 0.5, block: 0.9 } as const;
