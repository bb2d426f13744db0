import { Command, InvalidArgumentError, Option } from 'commander';
import { type ServiceName, SERVICES } from '@gauntlet/contracts';
import { assertProvidersFor, dataDirFor, deploymentFile, deploymentNamed, LOCAL } from './deployments';
import { LauncherError } from './launcher.errors';
import { portsFrom } from './ports';
import type { Announce } from './processes/managed-process';
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
      new Option('--scale <service=count>', 'instances of one service; can be given for several')
        .default({}, '1 of each')
        .argParser(addScale),
    )
    .option('--deployment <name>', 'a file of deployments/, such as ollama', deploymentNamed, LOCAL)
    .allowExcessArguments(false)
    .parse(argv, { from: 'user' });
  const { scale, deployment } = command.opts<{ scale: Scale; deployment: string }>();
  assertProvidersFor(deployment, env);
  return {
    dataDir: env.GAUNTLET_DATA_DIR || dataDirFor(deployment),
    ports: portsFrom(env),
    partitions: partitionsFrom(env),
    scale,
    brokers: env.KAFKA_BROKERS || null,
    databaseUrl: env.DATABASE_URL || null,
    deployment: deploymentFile(deployment),
    env: () => ({}),
    announce,
  };
}

function addScale(value: string, before: Scale): Scale {
  const [service = '', count = ''] = value.split('=');
  if (!isService(service)) throw new InvalidArgumentError(`the services are ${SERVICES.join(', ')}.`);
  const instances = Number(count);
  if (!Number.isInteger(instances) || instances < 1 || instances > MOST_INSTANCES) {
    throw new InvalidArgumentError(`the count must be from 1 to ${MOST_INSTANCES}, as in ${service}=3.`);
  }
  return { ...before, [service]: instances };
}

function isService(name: string): name is ServiceName {
  return (SERVICES as readonly string[]).includes(name);
}

function partitionsFrom(env: NodeJS.ProcessEnv): number {
  const partitions = Number(env.GAUNTLET_PARTITIONS || 4);
  if (Number.isInteger(partitions) && partitions >= 1 && partitions <= 256) return partitions;
  throw new LauncherError(`GAUNTLET_PARTITIONS is "${env.GAUNTLET_PARTITIONS}": it must be a number from 1 to 256`);
}
