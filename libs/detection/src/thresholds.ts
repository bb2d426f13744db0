/*
 * For each detector its version, which counts up with every change of what the detector finds or how it scores. For one that
 * scores also from which score on a text is doubted (the grey zone), and from which it counts as found. They are here, away
 * from weights and tables, for whoever needs the numbers alone.
 */

/** Attacks: prompt injection and jailbreaks. */
export const INJECTION = { version: '5', judge: 0.85, block: 0.945 } as const;
/** Hate, insult and threat. */
export const TOXICITY = { version: '3', judge: 0.4, block: 0.6 } as const;
/** Answers that tell the system prompt. */
export const PROMPT_LEAK = { version: '1', judge: 0.4, block: 0.53 } as const;
/** Texts in another language than those allowed. */
export const LANGUAGE = { version: '1', judge: 0.5, block: 0.9 } as const;
/** Texts about what they must not be about. */
export const TOPICS = { version: '1', judge: 0.5, block: 0.9 } as const;
/** Keys, tokens and passwords. */
export const SECRETS = { version: '1' } as const;
/** Values of a person. */
export const PERSONAL_DATA = { version: '2' } as const;
/** Links that lead to foreign hosts, or fetch from them. */
export const LINKS = { version: '2' } as const;
/** The secret mark of a request. */
export const MARK = { version: '1' } as const;
