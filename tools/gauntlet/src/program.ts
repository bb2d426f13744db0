import { Command, Option } from 'commander';
import { addDatasetCommands } from './datasets/dataset.program';
import { deploy, type DeployOptions } from './deploy/deploy.command';
import { addDeadLetterCommands } from './dlq/dlq.program';
import { driftCommand } from './drift/drift.program';
import { evalCommand } from './eval/eval.program';
import { addGuardrailCommands } from './guardrails/guardrails.program';
import { addKeyCommands } from './keys/keys.program';
import { addOperateCommands } from './operate.program';
import { addPinCommands } from './pins/pin.program';
import { addPromptCommands } from './prompts/prompts.program';
import { HELP_CONFIGURATION } from './terminal/help';
import { stdoutTerminal, type Terminal } from './terminal/terminal';
import { TimeLimit, timeoutOption } from './time-limit';
import { addTopicCommands } from './topics/topics.program';

const DEFAULT_FILE = 'deployments/local.yaml';

/** Seconds that a command may take unless `--timeout` says otherwise; longer where a model answers, all is started, or a week is read. */
const USUAL_LIMIT = 60;
const LIMITS: Readonly<Record<string, number>> = { ask: 150, demo: 600, 'dataset sample': 600 };

/** The `gauntlet` command line; Kafka is found by `KAFKA_BROKERS`, ingress by `GAUNTLET_URL`. Errors are thrown. */
export function createProgram(limit = new TimeLimit()): Command {
  const program = new Command('gauntlet')
    .configureHelp(HELP_CONFIGURATION)
    .description('Operates Gauntlet: which prompt versions are in force, and what happened to requests.')
    .option('--json', 'print JSON for programs instead of text for people', false)
    .addOption(timeoutOption())
    .exitOverride()
    .hook('preAction', (_, command) => {
      const name = nameOf(command);
      limit.start(name, program.opts<{ timeout?: number }>().timeout ?? LIMITS[name] ?? USUAL_LIMIT);
    });
  const terminal = () => stdoutTerminal(program.opts<{ json: boolean }>());
  addDeploy(program, terminal);
  addPinCommands(program, terminal);
  addKeyCommands(program, terminal);
  addPromptCommands(program, terminal);
  addTopicCommands(program, terminal);
  addOperateCommands(program, terminal, limit);
  addDeadLetterCommands(program, terminal);
  addDatasetCommands(program, terminal);
  addGuardrailCommands(program, terminal, limit);
  addEval(program, terminal, limit);
  return program;
}

/** For the list of commands and their help; `main.ts` runs it by itself, with exit codes of its own. */
function addEval(program: Command, terminal: () => Terminal, limit: TimeLimit): void {
  for (const make of [evalCommand, driftCommand]) {
    program.addCommand(make(terminal, () => undefined).hook('preAction', () => limit.lift()));
  }
}

function addDeploy(program: Command, terminal: () => Terminal): void {
  const onlyNew = new Option('--only-new', 'pin only prompts that have no pin yet, as a start does');
  program
    .command('deploy')
    .description(
      'publish versions, and pin prompts as the file has them unless somebody pinned them by hand (exit code 4)',
    )
    .argument('[file]', 'deployment file', DEFAULT_FILE)
    .option('--dry-run', 'say what would be published, and publish nothing')
    .addOption(onlyNew.conflicts('takeOver'))
    .option('--prompt <name>', 'deploy this prompt alone; repeatable', addName)
    .option('--take-over <name>', 'replace the pin of this prompt even if it was set by hand; repeatable', addName)
    .option('--by <name>', 'who deploys (default: the user)')
    .action((file: string, options: DeployOptions) => deploy(file, options, terminal()));
}

function addName(name: string, before: readonly string[] = []): string[] {
  return [...before, name];
}

/** A command's words, as in `keys create`. */
function nameOf(command: Command): string {
  const { parent } = command;
  return parent?.parent ? `${nameOf(parent)} ${command.name()}` : command.name();
}
