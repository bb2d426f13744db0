import { inputBannedTerms, outputBannedTerms } from './banned-terms.check';
import { canaryLeak } from './canary-leak.check';
import type { Check, InputSubject, OutputSubject } from './check';
import { injection } from './injection.check';
import { inputLength } from './input-length.check';
import { jsonSchema } from './json-schema.check';
import { inputLanguage, outputLanguage } from './language.check';
import { links } from './links.check';
import { inputPersonalData, outputPersonalData } from './personal-data.check';
import { inputPii, outputPii } from './pii.check';
import { promptInjection } from './prompt-injection.check';
import { promptLeak } from './prompt-leak.check';
import { refusal } from './refusal.check';
import { inputSecrets, outputSecrets } from './secrets.check';
import { inputTopics, outputTopics } from './topics.check';
import { inputToxicity, outputToxicity } from './toxicity.check';

export type Checks<Subject> = ReadonlyMap<string, Check<Subject>>;

/** Every check that a policy may ask for on the way in. */
export const INPUT_CHECKS: Checks<InputSubject> = byName([
  inputLength,
  injection,
  inputToxicity,
  inputLanguage,
  inputTopics,
  inputBannedTerms,
  inputSecrets,
  inputPersonalData,
  inputPii,
  promptInjection,
]);

/** Every check that a policy may ask for on the way out. */
export const OUTPUT_CHECKS: Checks<OutputSubject> = byName([
  canaryLeak,
  promptLeak,
  outputToxicity,
  outputLanguage,
  outputTopics,
  outputBannedTerms,
  links,
  outputSecrets,
  outputPersonalData,
  jsonSchema,
  outputPii,
  refusal,
]);

function byName<Subject>(checks: readonly Check<Subject>[]): Checks<Subject> {
  return new Map(checks.map((check) => [check.name, check]));
}
