import { type Command, Option } from 'commander';
import { IngressClient } from '../requests/ingress-client';
import type { Terminal } from '../terminal/terminal';
import { parseMoment } from '../traffic/moment';
import { addSampling, endOption } from '../traffic/traffic-options';
import { addRow } from './add.command';
import { lintDatasets } from './dataset-lint.command';
import { type SampleOptions, sampleRows } from './sample.command';

interface AddFlags {
  readonly fromRequest: string;
  readonly expected?: string;
  readonly critical: boolean;
  readonly tag: readonly string[];
}

/** Adds `dataset lint`, which needs nothing that runs, `add`, which asks ingress for a record, and `sample`, which reads the log. */
export function addDatasetCommands(program: Command, terminal: () => Terminal): void {
  const dataset = program.command('dataset').description('rows that answers are scored on');
  dataset
    .command('lint')
    .description('check files of rows and gate files, and say what is in them')
    .argument('[files...]', 'JSON Lines, gate files, or prompt files for their testData (default: all of evals/)')
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
  addSample(dataset, terminal);
}

function addSample(dataset: Command, terminal: () => Terminal): void {
  const sample = dataset
    .command('sample')
    .description('make rows of recorded requests that stand for those of a period, as they stand in their record')
    .argument('<prompt>', 'name of a prompt')
    .addOption(
      new Option('--from <time>', 'begin of the period of recorded requests, such as -7d, -36h or 2026-11-01T00:00:00Z')
        .argParser(parseMoment)
        .makeOptionMandatory(),
    )
    .addOption(endOption())
    .option('--out <file>', 'JSON Lines (default: evals/<prompt>-traffic.jsonl)');
  addSampling(sample, { n: 200, stratify: 'outcome' }).action((prompt: string, options: SampleOptions) => {
    return sampleRows(prompt, options, terminal());
  });
}

function addTag(tag: string, before: readonly string[]): string[] {
  return [...before, tag];
}
