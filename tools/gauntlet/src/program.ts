import { Command } from 'commander';
import { deploy, type DeployOptions } from './deploy.command';
import { addDeadLetterCommands } from './dlq.program';
import { addKeyCommands } from './keys.program';
import { addOperateCommands } from './operate.program';
import { addPinCommands } from './pin.program';
import { addPromptCommands } from './prompts.program';
import { stdoutTerminal, type Terminal } from './terminal';

const DEFAULT_FILE = 'deployments/local.yaml';

/** The `gauntlet` command line; Kafka is found by `KAFKA_BROKERS`, ingress by `GAUNTLET_URL`. */
export function createProgram(): Command {
  const program = new Command('gauntlet')
    .description('Operates Gauntlet: which prompt versions are in force, and what happened to requests.')
    .option('--json', 'print JSON for programs instead of text for people', false);
  const terminal = () => stdoutTerminal(program.opts<{ json: boolean }>());
  addDeploy(program, terminal);
  addPinCommands(program, terminal);
  addKeyCommands(program, terminal);
  addPromptCommands(program, terminal);
  addOperateCommands(program, terminal);
  addDeadLetterCommands(program, terminal);
  return program;
}

function addDeploy(program: Command, terminal: () => Terminal): void {
  program
    .command('deploy')
    .description('publish prompt and policy versions, and pin prompts as the file has them')
    .argument('[file]', 'deployment file', DEFAULT_FILE)
    .option('--dry-run', 'say what would be published, and publish nothing')
    .option('--only-new', 'pin only prompts that have no pin yet, as a start does')
    .option('--by <name>', 'who deploys (default: the user)')
    .action((file: string, options: DeployOptions) => deploy(file, options, terminal()));
}
