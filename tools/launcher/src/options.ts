import { Command, InvalidArgumentError, Option } from 'commander';
import { assertProvidersFor, dataDirFor, deploymentFile, deploymentNamed, LOCAL } from './deployments';
import { LauncherError } from './launcher.errors';
import { portsFrom } from './ports';
import type { Announce } from './processes/managed-process';
import { serviceProcesses } from './processes/service-process';
import type { Scale, StackOptions } from './stack-options';

const MOST_INSTANCES = 16;

/**
 * Options of `npm start` from its arguments and the environment.
 * @throws LauncherError for an environment variable that can't be right; wrong arguments end the process with usage.
 */
export function optionsFrom(argv: readonly string[], env: NodeJS.ProcessEnv, announce: Announce): StackOptions {
  const command = new Command('npm start --')
    .description('Starts a whole Gauntlet on this machine: broker, database and the six services.')
    .addOption(
      new Option('--scale <process=count>', 'instances of a process: a service, or serving, watching with --compact')
        .default({}, '1 of each')
        .argParser(addScale),
    )
    .option('--compact', 'two processes instead of six: one serves, one watches', false)
    .option('--deployment <name>', 'a file of deployments/, such as ollama', deploymentNamed, LOCAL)
    .allowExcessArguments(false)
    .parse(argv, { from: 'user' });
  const { scale, deployment, compact } = command.opts<{ scale: Scale; deployment: string; compact: boolean }>();
  assertProcesses(command, Object.keys(scale), compact);
  assertNoStages(env);
  assertProvidersFor(deployment, env);
  return {
    dataDir: env.GAUNTLET_DATA_DIR || dataDirFor(deployment),
    ports: portsFrom(env),
    partitions: partitionsFrom(env),
    compact,
    scale,
    brokers: env.KAFKA_BROKERS || null,
    databaseUrl: env.DATABASE_URL || null,
    deployment: deploymentFile(deployment),
    env: () => ({}),
    announce,
  };
}

function addScale(value: string, before: Scale): Scale {
  const [process = '', count = ''] = value.split('=');
  const instances = Number(count);
  if (!Number.isInteger(instances) || instances < 1 || instances > MOST_INSTANCES) {
    throw new InvalidArgumentError(`the count must be from 1 to ${MOST_INSTANCES}, as in ${process}=3.`);
  }
  return { ...before, [process]: instances };
}

function assertProcesses(command: Command, scaled: readonly string[], compact: boolean): void {
  const names = serviceProcesses(compact).map(({ name }) => name);
  const unknown = scaled.find((name) => !names.includes(name));
  if (unknown === undefined) return;
  command.error(`error: --scale names ${unknown}: the processes are ${names.join(', ')}.`);
}

// A set of services is what a process of services/compact is told; a whole Gauntlet without some of them answers nobody.
function assertNoStages(env: NodeJS.ProcessEnv): void {
  if (!env.GAUNTLET_STAGES) return;
  const ways =
    '"npm start -- --compact" runs them in two processes, and services/compact/README.md says how to run any set of them';
  throw new LauncherError(`GAUNTLET_STAGES is set, but npm start runs all six services: unset it; ${ways}`);
}

function partitionsFrom(env: NodeJS.ProcessEnv): number {
  const partitions = Number(env.GAUNTLET_PARTITIONS || 4);
  if (Number.isInteger(partitions) && partitions >= 1 && partitions <= 256) return partitions;
  throw new LauncherError(`GAUNTLET_PARTITIONS is "${env.GAUNTLET_PARTITIONS}": it must be a number from 1 to 256`);
}
