import { canaryLeak } from './canary-leak.check';
import type { Check, InputSubject, OutputSubject } from './check';
import { inputLength } from './input-length.check';
import { jsonSchema } from './json-schema.check';
import { inputPii, outputPii } from './pii.check';
import { promptInjection } from './prompt-injection.check';
import { refusal } from './refusal.check';

export type Checks<Subject> = ReadonlyMap<string, Check<Subject>>;

/** Every check that a policy may ask for on the way in. */
export const INPUT_CHECKS: Checks<InputSubject> = byName([inputLength, inputPii, promptInjection]);

/** Every check that a policy may ask for on the way out. */
export const OUTPUT_CHECKS: Checks<OutputSubject> = byName([canaryLeak, jsonSchema, outputPii, refusal]);

function byName<Subject>(checks: readonly Check<Subject>[]): Checks<Subject> {
  return new Map(checks.map((check) => [check.name, check]));
}
