import { Command } from 'commander';
import { deploy } from './deploy.command';

const DEFAULT_FILE = 'deployments/local.yaml';
const KAFKA_LIMIT_MS = 30_000;

/** The `gauntlet` command line; Kafka is found by `KAFKA_BROKERS`. */
export function createProgram(): Command {
  const program = new Command('gauntlet').description('Operates Gauntlet: which prompt versions are in force.');
  program
    .command('deploy')
    .description('publish prompt and policy versions, and pin prompts that have no pin yet')
    .argument('[file]', 'deployment file', DEFAULT_FILE)
    .option('--dry-run', 'say what would be published, and publish nothing', false)
    .action((file: string, options: { dryRun: boolean }) =>
      deploy(file, {
        dryRun: options.dryRun,
        timeoutMs: KAFKA_LIMIT_MS,
        print: (line) => console.log(line),
      }),
    );
  return program;
}
