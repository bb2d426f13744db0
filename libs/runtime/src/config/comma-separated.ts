import { Transform } from 'class-transformer';

/**
 * Reads a variable such as `a, b,c` as the list `['a', 'b', 'c']`; empty entries are left out.
 * @param spelled gives the one spelling of an entry that can be written in several ways.
 */
export function CommaSeparated(spelled = (entry: string): string => entry): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? split(value).map(spelled) : value));
}

function split(list: string): string[] {
  return list
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}
