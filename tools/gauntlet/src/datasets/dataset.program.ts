import type { Command } from 'commander';
import type { Terminal } from '../terminal/terminal';
import { lintDatasets } from './dataset-lint.command';

/** Adds `dataset lint`, which needs nothing that runs. */
export function addDatasetCommands(program: Command, terminal: () => Terminal): void {
  program
    .command('dataset')
    .description('rows that answers are scored on')
    .command('lint')
    .description('check files of rows, and say what is in them')
    .argument('[files...]', 'JSON Lines, or prompt files for their testData (default: all of evals/)')
    .action((files: string[]) => lintDatasets(files, terminal()));
}
