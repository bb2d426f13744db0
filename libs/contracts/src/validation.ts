import type { TSchema } from '@sinclair/typebox';
import { type TypeCheck, TypeCompiler } from '@sinclair/typebox/compiler';
import type { FieldProblem } from './errors';
import { EVENT_SCHEMAS } from './event-map';
import type { Topic } from './topics';

const MAX_PROBLEMS = 8;

const compiled = new Map<string, TypeCheck<TSchema>>(
  Object.entries(EVENT_SCHEMAS).map(([topic, schema]) => [topic, TypeCompiler.Compile(schema)]),
);

/** Problems of a value as the event of a topic, at most eight; empty means valid. Compiled once per process. */
export function problemsOf(topic: Topic, value: unknown): FieldProblem[] {
  const check = compiled.get(topic);
  if (!check) return [{ field: 'topic', problem: `${topic} carries no known event` }];
  return check.Check(value) ? [] : describe(check, value);
}

function describe(check: TypeCheck<TSchema>, value: unknown): FieldProblem[] {
  const problems: FieldProblem[] = [];
  for (const error of check.Errors(value)) {
    problems.push({ field: error.path || '/', problem: error.message });
    if (problems.length === MAX_PROBLEMS) break;
  }
  return problems;
}
