import { type FindingCheck, type InputSubject, textsOf } from './check';
import { foldedText } from './folded-text';

const ORDERS = '(?:instructions?|prompts?|rules|directions|directives|guidelines|commands|programming)';
const WHOSE = '(?:previous|prior|above|earlier|preceding|former|initial|original|existing|system|your|all)';

// Precise rather than broad: each says something that an honest customer has no reason to say. Gaps are bounded, so
// every pattern is linear in the text.
const PATTERNS: Readonly<Record<string, RegExp>> = {
  override_instructions: new RegExp(
    `\\b(?:ignore|disregard|forget|override|bypass|drop)\\b(?: [\\w'’]+){0,3}? ${WHOSE}\\b(?: [\\w'’]+){0,4}? ?\\b${ORDERS}\\b`,
  ),
  reveal_prompt:
    /\b(?:reveal|show|print|repeat|output|display|leak|tell|give|write)\b(?: [\w'’]+){0,4}? (?:your|the) (?:\w+ ){0,2}?(?:system|hidden|initial|developer|secret|internal) (?:prompt|instructions|message|reference)\b/,
  change_identity:
    /\byou are (?:now|no longer) (?:\w+ ){0,3}?(?:dan|unrestricted|jailbroken|in developer mode|bound by)\b/,
  lift_restrictions:
    /\b(?:do anything now|without (?:any )?(?:restrictions|filters|guidelines|safety)|(?:enable|enter|activate) (?:developer|god|dan|jailbreak) mode)\b/,
  role_marker: /<\|(?:im_start|im_end|system|user|assistant|endoftext)\|>|<<\/?sys>>|\[\/?inst\]|<\/?system>/,
};

/** Finds texts that try to give the model orders: overriding, prompt extraction, jailbreak phrases, role markers. */
export const promptInjection: FindingCheck<InputSubject> = {
  name: 'prompt-injection',
  run(subject) {
    const texts = textsOf(subject).map(({ text }) => normalise(text));
    const hit = Object.entries(PATTERNS).find(([, pattern]) => texts.some((text) => pattern.test(text)));
    return hit ? { reason: hit[0] } : null;
  },
};

// Odd spacing is one more way to write the same phrase past a pattern. A single space is left alone: most are.
function normalise(text: string): string {
  return foldedText(text).replace(/\s{2,}|[^\S ]/g, ' ');
}
