import { jsonrepair } from 'jsonrepair';
import { type AnswerValidator, compileAnswerSchema } from '@gauntlet/artefacts';
import { BoundedMemory } from '@gauntlet/timing';
import type { Finding, FindingCheck, OutputSubject } from './check';

/** Counts up with every change of what this check finds. */
const VERSION = '1';

const validators = new BoundedMemory<AnswerValidator>({ entries: 200 });

// Some shapes cost the repair microseconds a character, and more the longer they are; longer ones only lose their fence.
const MAX_REPAIRED_CHARACTERS = 16_384;
const TOO_LONG = `it is over ${MAX_REPAIRED_CHARACTERS} characters, of which the syntax is not put right in place`;
const FENCED = /^\s*```(?:json)?\n([^]*)\n```\s*$/i;

/**
 * Finds answers that are not the JSON that the prompt's schema asks for. What only its syntax spoils is put right in
 * place; an answer that was cut off is not, because its end would be made up. Text prompts always pass.
 */
export const jsonSchema: FindingCheck<OutputSubject> = {
  name: 'json-schema',
  version: VERSION,
  run(subject) {
    if (subject.responseFormat.type === 'text') return null;
    const validate = validatorFor(subject.responseFormat.schema);
    const problems = problemsOf(subject.answer, validate);
    return problems.length === 0 ? null : (inPlace(subject, validate) ?? { reason: 'invalid_json', problems });
  },
};

/** True for the JSON that a schema asks for. */
export function followsSchema(answer: string, schema: Record<string, unknown>): boolean {
  return problemsOf(answer, validatorFor(schema)).length === 0;
}

function problemsOf(answer: string, validate: AnswerValidator): string[] {
  try {
    return validate(JSON.parse(answer));
  } catch {
    // The parser's message quotes the answer, which doesn't help the model that wrote it.
    return ['it is not JSON', ...(answer.length > MAX_REPAIRED_CHARACTERS ? [TOO_LONG] : [])];
  }
}

function inPlace(subject: OutputSubject, validate: AnswerValidator): Finding<OutputSubject> | null {
  if (subject.finishReason === 'length') return null;
  const answer = repaired(subject.answer);
  if (answer === null || problemsOf(answer, validate).length > 0) return null;
  return { reason: 'json_syntax', changed: { ...subject, answer } };
}

function repaired(answer: string): string | null {
  if (answer.length > MAX_REPAIRED_CHARACTERS) return FENCED.exec(answer)?.[1] ?? null;
  try {
    return jsonrepair(answer);
  } catch {
    // Beyond repair in place is a finding like any other, and the repair turn is the way on.
    return null;
  }
}

/** Compiled schemas, by their text: each event brings its own copy, and compiling costs a thousand times a validation. */
function validatorFor(schema: Record<string, unknown>): AnswerValidator {
  const key = JSON.stringify(schema);
  const known = validators.get(key);
  if (known) return known;
  const compiled = compileAnswerSchema(schema);
  validators.set(key, compiled);
  return compiled;
}
