import Ajv, { type ErrorObject } from 'ajv';
import { compareItemsOnce, linearPattern } from './answer-keywords';

/** Tells what is wrong with a parsed answer; empty means that it follows the schema. */
export type AnswerValidator = (answer: unknown) => string[];

/**
 * Compiles the JSON schema of a prompt's answers. Unknown keywords and formats are ignored, as model providers do.
 * Patterns are matched in linear time, so look-ahead and back-references are refused.
 * Problems name the place and the rule, never the answer's text. Compiling costs milliseconds: keep the result.
 * @throws Error when it is no valid JSON schema; a parsed prompt file never holds such a one.
 */
export function compileAnswerSchema(schema: Record<string, unknown>): AnswerValidator {
  const ajv = new Ajv({ allErrors: true, strict: false, validateFormats: false, code: { regExp: linearPattern } });
  compareItemsOnce(ajv);
  const validate = ajv.compile<unknown>({ ...schema, $async: false });
  return (answer) => (validate(answer) ? [] : (validate.errors ?? []).map(describe));
}

function describe({ instancePath, message }: ErrorObject): string {
  return `${instancePath || '/'} ${message ?? 'is wrong'}`;
}
