export { findInjection } from './attack/injection';
export type { Channel, Found, Scored } from './found';
export { type Confidential, findPromptLeak } from './leak/prompt-leak';
export { findPersonalData } from './personal/personal-data';
export { redactAll, type RedactedTexts } from './placeholders/redact-all';
export { asJsonString, restore, RestoringStream } from './placeholders/restore';
export { type Reading, readText, type View } from './reading/reading';
export { findSecrets } from './secrets/secrets';
export { findToxicity } from './toxicity/toxicity';
