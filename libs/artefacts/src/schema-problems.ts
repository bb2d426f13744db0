import type { TSchema } from '@sinclair/typebox';
import { type ValueError, ValueErrorType } from '@sinclair/typebox/errors';
import { Value } from '@sinclair/typebox/value';
import type { FieldProblem } from '@gauntlet/contracts';
import { nearestName } from './nearest-name';
import { unfitValues } from './unfit-values';

const MAX_PROBLEMS = 8;

/**
 * What is wrong with a value, for its author; at most eight problems. Objects of the schema should be closed.
 * @param place what stands before each field, as in `/evaluators/0/with` @default ''
 */
export function schemaProblems(schema: TSchema, value: unknown, place = ''): FieldProblem[] {
  const unfit = unfitValues(value, place).slice(0, MAX_PROBLEMS);
  if (unfit.length > 0) return unfit;
  const errors = [...Value.Errors(schema, value)].filter(isTelling).slice(0, MAX_PROBLEMS);
  return errors.map((error) => ({ field: place + error.path || '/', problem: problemOf(error) }));
}

// TypeBox reports a missing property twice: once as missing and once as of the wrong type.
function isTelling(error: ValueError): boolean {
  return error.value !== undefined || error.type === ValueErrorType.ObjectRequiredProperty;
}

/** What is wrong with a value, for its author; a schema with a pattern should have `examples`, which are shown. */
export function problemOf({ type, path, schema, message }: ValueError): string {
  if (type === ValueErrorType.ObjectRequiredProperty) return 'is missing';
  if (type === ValueErrorType.ObjectAdditionalProperties) return unknownName(path.split('/').at(-1) ?? '', schema);
  const choices = choicesOf(schema);
  if (choices) return `must be one of ${choices.join(', ')}`;
  const examples = schema['examples'] as string[] | undefined;
  return type === ValueErrorType.StringPattern && examples
    ? `must look like ${examples.join(', ')}`
    : `is wrong: ${message}`;
}

function unknownName(name: string, schema: TSchema): string {
  const known = Object.keys((schema['properties'] as object | undefined) ?? {});
  if (known.length === 0) return 'is not known here; remove it or correct its name';
  return `is not known here; did you mean ${nearestName(name, known)}? Known are ${known.join(', ')}`;
}

function choicesOf(schema: TSchema): string[] | null {
  const options = schema['anyOf'] as { const?: unknown }[] | undefined;
  return options?.every((option) => option.const !== undefined) ? options.map((option) => String(option.const)) : null;
}
