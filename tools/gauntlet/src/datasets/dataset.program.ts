import type { Command } from 'commander';
import { IngressClient } from '../requests/ingress-client';
import type { Terminal } from '../terminal/terminal';
import { addRow } from './add.command';
import { lintDatasets } from './dataset-lint.command';

interface AddFlags {
  readonly fromRequest: string;
  readonly expected?: string;
  readonly critical: boolean;
  readonly tag: readonly string[];
}

/** Adds `dataset lint`, which needs nothing that runs, and `dataset add`, which asks ingress for a record. */
export function addDatasetCommands(program: Command, terminal: () => Terminal): void {
  const dataset = program.command('dataset').description('rows that answers are scored on');
  dataset
    .command('lint')
    .description('check files of rows, and say what is in them')
    .argument('[files...]', 'JSON Lines, or prompt files for their testData (default: all of evals/)')
    .action((files: string[]) => lintDatasets(files, terminal()));
  dataset
    .command('add')
    .description('make a recorded request a row, as it stands in its record')
    .argument('<file>', 'JSON Lines, such as evals/support-agent.jsonl; made when it is not there')
    .requiredOption('--from-request <id>', 'request id')
    .option('--expected <text>', 'a good answer, word for word')
    .option('--critical', 'no candidate may fail it', false)
    .option('--tag <name>', 'to group by; repeatable', addTag, [])
    .action((file: string, { tag: tags, ...options }: AddFlags) => {
      return addRow(file, { ...options, tags }, { client: IngressClient.fromEnvironment(), terminal: terminal() });
    });
}

function addTag(tag: string, before: readonly string[]): string[] {
  return [...before, tag];
}
