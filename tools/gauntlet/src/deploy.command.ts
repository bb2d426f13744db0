import { readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { dirname, resolve } from 'node:path';
import { ArtefactFileError } from '@gauntlet/artefacts';
import { EventPublisher, LogReaderFactory } from '@gauntlet/messaging';
import { parseDeploymentFile, planDeployment, type DeploymentFile, type PlanStep } from '@gauntlet/registry';
import { artefactFilesFor } from './artefact-files';
import { readRegistry } from './registry-state';
import { withKafka } from './with-kafka';

export interface DeployOptions {
  readonly dryRun: boolean;
  /** Milliseconds to wait for Kafka. */
  readonly timeoutMs: number;
  readonly print: (line: string) => void;
}

/**
 * Publishes the versions that a deployment file names and pins them for prompts without any pin. Prints a line for each
 * version and pin. Run again, it changes nothing; cut off, a second run finishes it.
 * @throws ArtefactFileError before anything is published, when a file is wrong or a published version was changed.
 * @throws RegistryUnreachableError, BrokerUnavailableError when Kafka is away; a retry helps.
 */
export async function deploy(path: string, { dryRun, timeoutMs, print }: DeployOptions): Promise<void> {
  const deployment = parseDeploymentFile(readDeployment(path), path);
  // prompts/ and policies/ lie beside deployments/, wherever the command is called from.
  const files = artefactFilesFor(deployment, dirname(dirname(resolve(path))));
  const authorship = { by: userName(), at: new Date().toISOString(), reason: `deploy ${path}` };
  await withKafka(async (app) => {
    const current = await readRegistry(app.get(LogReaderFactory), timeoutMs);
    const steps = planDeployment({ deployment, files, authorship }, current);
    for (const step of steps) await carryOut(step, { dryRun, print, publisher: app.get(EventPublisher) });
    print(summary(deployment, steps, dryRun));
  });
}

async function carryOut(
  { action, line, event }: PlanStep,
  { dryRun, print, publisher }: { dryRun: boolean; print: (line: string) => void; publisher: EventPublisher },
): Promise<void> {
  if (event && !dryRun) await publisher.publish(event);
  print(`${action.padEnd(8)} ${line}`);
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

// A container may run under a number that has no name.
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.() ?? 'unknown'}`;
  }
}
