import type { FieldProblem } from '@gauntlet/contracts';

const MAX_DEPTH = 64;
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}]/u;

/**
 * What no schema sees where it leaves a place open, such as a model's parameters: numbers that JSON can't carry (it has no
 * infinity, and rounds long integers), names that change an object or can't be seen, and nesting without end.
 */
export function unfitValues(value: unknown, field = '', depth = 0): FieldProblem[] {
  if (typeof value === 'number') return numberProblems(value, field);
  if (typeof value !== 'object' || value === null) return [];
  if (depth >= MAX_DEPTH) return [{ field, problem: `is nested deeper than ${MAX_DEPTH} levels` }];
  return Object.entries(value).flatMap(([name, inner]) => {
    const inside = `${field}/${name}`;
    return nameProblems(name, inside) ?? unfitValues(inner, inside, depth + 1);
  });
}

function numberProblems(value: number, field: string): FieldProblem[] {
  const isBound = Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER;
  return isBound ? [] : [{ field, problem: `must be a number between ±${Number.MAX_SAFE_INTEGER}` }];
}

function nameProblems(name: string, field: string): FieldProblem[] | null {
  if (name === '__proto__') return [{ field, problem: 'is a name that can not be used; remove it' }];
  const [invisible] = INVISIBLE.exec(name) ?? [];
  if (invisible === undefined) return null;
  const code = invisible.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0');
  const shown = field.replaceAll(new RegExp(INVISIBLE, 'gu'), '');
  return [{ field: shown, problem: `has the invisible character U+${code} in its name; remove it` }];
}
