import { compileAnswerSchema, type AnswerValidator } from '@gauntlet/prompts';

const MAX_SCHEMAS = 200;
const validators = new Map<string, AnswerValidator>();

/** Compiled schemas, by their text: each event brings its own copy, and compiling costs a thousand times a validation. */
export function validatorFor(schema: Record<string, unknown>): AnswerValidator {
  const key = JSON.stringify(schema);
  const known = validators.get(key);
  if (known) return known;
  if (validators.size >= MAX_SCHEMAS) validators.clear();
  const compiled = compileAnswerSchema(schema);
  validators.set(key, compiled);
  return compiled;
}
