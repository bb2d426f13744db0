import { type TObject, Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import type { FieldProblem } from '@gauntlet/contracts';
import { nearestName } from '../nearest-name';
import { problemOf } from '../parse-artefact';

const closed = { additionalProperties: false };

/** Options of a check that has none. */
export const NO_OPTIONS = Type.Object({}, closed);

/** Options of `input-length`. */
export const INPUT_LENGTH_OPTIONS = Type.Object(
  { maxCharacters: Type.Integer({ minimum: 1, maximum: 1_000_000, description: 'of all texts together' }) },
  closed,
);

/** What is wrong with options, each with its field below `field` and, for a name that is none, the nearest that is one. */
export function optionProblems(
  schema: TObject,
  options: Readonly<Record<string, unknown>>,
  field: string,
): FieldProblem[] {
  if (Value.Check(schema, options)) return [];
  const known = Object.keys(schema.properties);
  const unknown = Object.keys(options).filter((name) => !known.includes(name));
  const problems = [
    ...unknown.map((name) => ({ name, problem: unknownOption(name, known) })),
    ...known.flatMap((name) => valueProblems(schema, name, options[name])),
  ];
  return problems.map(({ name, problem }) => ({ field: `${field}/${name}`, problem }));
}

function unknownOption(name: string, known: readonly string[]): string {
  if (known.length === 0) return 'is no option of this check; it has none';
  return `is no option of this check; did you mean ${nearestName(name, known)}? It has ${known.join(', ')}`;
}

function valueProblems(schema: TObject, name: string, value: unknown): { name: string; problem: string }[] {
  if (value === undefined) return schema.required?.includes(name) ? [{ name, problem: 'is missing' }] : [];
  const property = schema.properties[name];
  const error = property && Value.Errors(property, value).First();
  return error ? [{ name, problem: problemOf(error) }] : [];
}
