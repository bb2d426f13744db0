import { Transform } from 'class-transformer';

/** Reads a variable such as `a, b,c` as the list `['a', 'b', 'c']`; empty entries are left out. */
export function CommaSeparated(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? split(value) : value));
}

function split(list: string): string[] {
  return list
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}
