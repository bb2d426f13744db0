import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { ArtefactFileError } from '@gauntlet/artefacts';
import { EventPublisher } from '@gauntlet/messaging';
import { parseDeploymentFile, planDeployment, type DeploymentFile, type PlanStep } from '@gauntlet/registry';
import { artefactFilesFor } from './artefact-files';
import { authorship } from './authorship';
import type { Terminal } from './terminal';
import { withRegistry } from './with-kafka';

/** How to deploy. */
export interface DeployOptions {
  readonly dryRun?: boolean;
  /** Pin only prompts that have no pin yet, as a start does. */
  readonly onlyNew?: boolean;
  /** Default: the user of this process. */
  readonly by?: string;
  /** Milliseconds to wait for Kafka; default 10 s. */
  readonly limitMs?: number;
}

/**
 * Publishes the versions that a deployment file names and pins each prompt as the file has it. Prints the plan, then
 * carries it out. Run again, it changes nothing; cut off, a second run finishes it.
 * @throws ArtefactFileError before anything is published, when a file is wrong or a published version was changed.
 * @throws RegistryUnreachableError, BrokerUnavailableError when Kafka is away; a retry helps.
 */
export async function deploy(path: string, options: DeployOptions, terminal: Terminal): Promise<void> {
  const { dryRun = false, onlyNew = false, by, limitMs } = options;
  const deployment = parseDeploymentFile(readDeployment(path), path);
  // prompts/ and policies/ lie beside deployments/, wherever the command is called from.
  const files = artefactFilesFor(deployment, dirname(dirname(resolve(path))));
  const signed = authorship({ by, reason: `deploy ${path}` });
  await withRegistry(async ({ projection }, app) => {
    const steps = planDeployment({ deployment, files, authorship: signed, onlyNew }, projection);
    for (const { action, line } of steps) terminal.line(`${action.padEnd(8)} ${line}`);
    if (!dryRun) await publishAll(steps, app.get(EventPublisher));
    terminal.line(summary(deployment, steps, dryRun));
    terminal.value({ published: !dryRun, steps: steps.map(({ action, line }) => ({ action, line })) });
  }, limitMs);
}

async function publishAll(steps: readonly PlanStep[], publisher: EventPublisher): Promise<void> {
  for (const { event } of steps) if (event) await publisher.publish(event);
}

function summary({ prompts }: DeploymentFile, steps: readonly PlanStep[], dryRun: boolean): string {
  const changes = steps.filter(({ event }) => event !== null).length;
  const count = Object.keys(prompts).length;
  return `${count} prompts: ${changes} changes${dryRun ? ' planned, nothing was published (--dry-run)' : ' published'}`;
}

function readDeployment(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new ArtefactFileError(path, [{ field: 'the file', problem: 'can not be read' }], { cause });
  }
}
