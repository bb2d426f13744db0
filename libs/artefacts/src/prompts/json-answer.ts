import Ajv, { type ErrorObject } from 'ajv';
import { compareItemsOnce, linearPattern } from './answer-keywords';
import { ReferenceSteps, TooManyStepsError } from './reference-steps';

/** Tells what is wrong with a parsed answer; empty means that it follows the schema. */
export type AnswerValidator = (answer: unknown) => string[];

/**
 * Compiles the JSON schema of a prompt's answers. Unknown keywords and formats are ignored, as model providers do.
 * Patterns are matched in linear time, so look-ahead and back-references are refused. An answer that needs more than
 * 400,000 references followed is a wrong one.
 * Problems name the place and the rule, never the answer's text: a name that the schema doesn't have is `*`. Compiling costs milliseconds: keep the result.
 * @throws Error when it is no valid JSON schema; a parsed prompt file never holds such a one.
 */
export function compileAnswerSchema(schema: Record<string, unknown>): AnswerValidator {
  const ajv = new Ajv({ allErrors: true, strict: false, validateFormats: false, code: { regExp: linearPattern } });
  compareItemsOnce(ajv);
  const steps = new ReferenceSteps();
  steps.countIn(ajv);
  const validate = ajv.compile<unknown>({ ...schema, $async: false });
  const names = namesIn(schema);
  return (answer) => {
    steps.reset();
    return problemsOf(() => (validate(answer) ? [] : (validate.errors ?? []).map((error) => describe(error, names))));
  };
}

function problemsOf(validate: () => string[]): string[] {
  try {
    return validate();
  } catch (error) {
    if (!(error instanceof TooManyStepsError)) throw error;
    return ['/ takes too many steps to compare with the schema; nest it less'];
  }
}

function describe({ instancePath, message }: ErrorObject, names: ReadonlySet<string>): string {
  const place = instancePath.replace(/(?<=\/)[^/]*/g, (name) => (INDEX.test(name) || names.has(name) ? name : '*'));
  return `${place || '/'} ${message ?? 'is wrong'}`;
}

/** More digits could be somebody's number. */
const INDEX = /^\d{1,4}$/;

/** All names in a schema, as they stand in a JSON pointer; its keywords among them, which tell nothing of an answer. */
function namesIn(value: unknown, names = new Set<string>()): ReadonlySet<string> {
  if (typeof value !== 'object' || value === null) return names;
  for (const [name, inner] of Object.entries(value)) {
    names.add(name.replaceAll('~', '~0').replaceAll('/', '~1'));
    namesIn(inner, names);
  }
  return names;
}
