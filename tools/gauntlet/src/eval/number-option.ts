import { Option } from 'commander';
import { ScoresError } from './eval.errors';

/**
 * An option whose value is read by `parse`, which is told the name of the option. It refuses what is no such number, and the
 * error then says what was given.
 */
export function number<T>(flags: string, description: string, parse: (text: string, name: string) => T): Option {
  const [name = flags] = flags.split(' ');
  return new Option(flags, description).argParser((text: string) => {
    try {
      return parse(text, name);
    } catch (error) {
      throw error instanceof ScoresError ? new ScoresError(`${error.message}, and is ${JSON.stringify(text)}`) : error;
    }
  });
}
