import { type Command, InvalidArgumentError } from 'commander';
import type { Terminal } from '../terminal/terminal';
import { dropDeadLetters, listDeadLetters, retryDeadLetters, showDeadLetter } from './dlq.command';

interface HandlingFlags {
  readonly all?: boolean;
  readonly by?: string;
}

const LETTERS = 'as `gauntlet dlq list` names them, such as guardrail/2/17';

/** Adds `dlq list`, `show`, `retry` and `drop`. */
export function addDeadLetterCommands(program: Command, terminal: () => Terminal): void {
  const dlq = program.command('dlq').description('dead letters: what a service could not process');
  dlq
    .command('list')
    .description('letters that nobody has taken care of, oldest first')
    .option('--all', 'also those that were retried or dropped')
    .action((options: { all?: boolean }) => listDeadLetters(options, terminal()));
  dlq
    .command('show')
    .description('where a letter comes from and why it is here')
    .argument('<letter>', LETTERS)
    .option('--content', 'also its content, key and headers in clear, which may hold personal data')
    .action((id: string, options: { content?: boolean }) => showDeadLetter(id, options, terminal()));
  addHandling(dlq, terminal);
}

function addHandling(dlq: Command, terminal: () => Terminal): void {
  dlq
    .command('retry')
    .description('put letters back into the topics that they came from')
    .argument('[letters...]', LETTERS)
    .option('--all', 'all that nobody has taken care of')
    .option('--by <name>', 'who does it (default: the user)')
    .action((ids: string[], flags: HandlingFlags) => retryDeadLetters(chosen(ids, flags), flags.by, terminal()));
  dlq
    .command('drop')
    .description('mark letters as handled; they stay in their topic for its 30 days')
    .argument('[letters...]', LETTERS)
    .requiredOption('--reason <text>', 'why')
    .option('--all', 'all that nobody has taken care of')
    .option('--by <name>', 'who does it (default: the user)')
    .action((ids: string[], flags: HandlingFlags & { reason: string }) => {
      return dropDeadLetters(chosen(ids, flags), flags, terminal());
    });
}

function chosen(ids: readonly string[], { all = false }: HandlingFlags): readonly string[] {
  if (all === (ids.length === 0)) return ids;
  throw new InvalidArgumentError('name the letters, or say --all.');
}
