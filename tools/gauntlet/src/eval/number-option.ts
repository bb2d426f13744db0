import { Option } from 'commander';

/** An option whose value is read by `parse`, which refuses what is no such number. */
export function number<T>(flags: string, description: string, parse: (text: string) => T): Option {
  return new Option(flags, description).argParser(parse);
}
