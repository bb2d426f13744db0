import { nearestName } from '@gauntlet/artefacts';
import type { FieldProblem } from '@gauntlet/contracts';
import { Type, type TObject } from '@sinclair/typebox';
import { TypeCompiler, type TypeCheck } from '@sinclair/typebox/compiler';

const closed = { additionalProperties: false };
const compiled = new WeakMap<TObject, TypeCheck<TObject>>();

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
  const check = compiled.get(schema) ?? TypeCompiler.Compile(schema);
  compiled.set(schema, check);
  if (check.Check(options)) return [];
  const known = Object.keys(schema.properties);
  const unknown = Object.keys(options).filter((name) => !known.includes(name));
  const wrong = known.flatMap((name) => valueProblems(schema, name, options[name]));
  return [
    ...unknown.map((name) => ({ field: `${field}/${name}`, problem: unknownOption(name, known) })),
    ...wrong.map(({ name, problem }) => ({ field: `${field}/${name}`, problem })),
  ];
}

function unknownOption(name: string, known: readonly string[]): string {
  if (known.length === 0) return 'is no option of this check; it has none';
  return `is no option of this check; did you mean ${nearestName(name, known)}? It has ${known.join(', ')}`;
}

function valueProblems(schema: TObject, name: string, value: unknown): { name: string; problem: string }[] {
  if (value === undefined) return schema.required?.includes(name) ? [{ name, problem: 'is missing' }] : [];
  const property = schema.properties[name];
  const error = property && TypeCompiler.Compile(property).Errors(value).First();
  return error ? [{ name, problem: error.message }] : [];
}
