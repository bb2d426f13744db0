import { dirname, resolve } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import {
  type DeploymentFile,
  parseDeploymentFile,
  parsePolicyFile,
  policyNotes,
  readArtefactFile,
} from '@gauntlet/artefacts';
import { TOPICS } from '@gauntlet/contracts';
import { EventPublisher } from '@gauntlet/messaging';
import { type ArtefactFile, artefactProblems, GateResults, planDeployment, type PlanStep } from '@gauntlet/registry';
import { authorship } from '../authorship';
import type { RegistryState } from '../kafka/registry-state';
import { withRegistry } from '../kafka/with-kafka';
import { publishPin } from '../pins/publish-pin';
import { readGates } from '../pins/read-gates';
import { counted } from '../terminal/counted';
import type { Terminal } from '../terminal/terminal';
import { artefactFilesFor } from './artefact-files';
import { NotInDeploymentError, PinsHeldError } from './deploy.errors';
import { unnamedNote, unnamedPolicies } from './unnamed-policies';

/** How to deploy. */
export interface DeployOptions {
  readonly dryRun?: boolean;
  /** Pin only prompts that have no pin yet, as a start does. */
  readonly onlyNew?: boolean;
  /** The only prompts to deploy. Default: all of the file. */
  readonly prompt?: readonly string[];
  /** Prompts whose pin the file replaces even if somebody set it by hand. */
  readonly takeOver?: readonly string[];
  /** Default: the user of this process. */
  readonly by?: string;
  /** Milliseconds to wait for Kafka; default 10 s. */
  readonly limitMs?: number;
}

/**
 * Publishes the versions that a deployment file names and pins each prompt as the file has it, except where somebody has
 * set the pin by hand. Prints the plan, then carries it out. Run again, it changes nothing; cut off, a second run finishes it.
 * @throws ArtefactFileError, NotInDeploymentError before anything is published, when a file is wrong, a published version
 * was changed, or the file has no such prompt.
 * @throws PinRefusedError likewise, where a gate is required that was not passed.
 * @throws PinsHeldError once all is done but pins that were set by hand and differ; a retry doesn't help.
 * @throws PinOvertakenError when somebody pins one of the prompts meanwhile; a retry makes a new plan.
 * @throws RegistryUnreachableError, BrokerUnavailableError when Kafka is away; a retry helps.
 */
export async function deploy(path: string, options: DeployOptions, terminal: Terminal): Promise<void> {
  const { dryRun = false, onlyNew = false, takeOver = [], by, limitMs } = options;
  const deployment = chosenFrom(parseDeploymentFile(readArtefactFile(path), path), options, path);
  // prompts/ and policies/ lie beside deployments/, wherever the command is called from.
  const folder = dirname(resolve(path));
  const files = artefactFilesFor(deployment, dirname(folder));
  const notes = [...files.flatMap(notesOn), ...unnamedPolicies(dirname(folder), folder).map(unnamedNote)];
  const signed = authorship({ by, reason: `deploy ${path}` });
  await withRegistry(async (state, app) => {
    const evidence = { results: onlyNew ? new GateResults() : await gatesFor(deployment, app), force: false };
    const request = { deployment, files, authorship: signed, onlyNew, takeOver, evidence };
    const steps = planDeployment(request, state.projection);
    printPlan(steps, terminal);
    for (const note of notes) terminal.line(`note     ${note}`);
    if (!dryRun) for (const step of steps) await carryOut(step, { state, app, terminal });
    terminal.line(summary(deployment, steps, dryRun));
    const held = heldIn(steps);
    terminal.value({ published: !dryRun, steps: steps.map(stepView), notes, held });
    if (held.length > 0) throw new PinsHeldError(held.map(({ prompt }) => prompt));
  }, limitMs);
}

async function gatesFor({ prompts }: DeploymentFile, app: INestApplicationContext): Promise<GateResults> {
  const isRequired = Object.values(prompts).some(({ gate }) => gate === 'required');
  return isRequired ? readGates(app) : new GateResults();
}

function chosenFrom(whole: DeploymentFile, { prompt, takeOver = [] }: DeployOptions, path: string): DeploymentFile {
  const known = Object.keys(whole.prompts);
  const chosen = prompt ? Object.entries(whole.prompts).filter(([name]) => prompt.includes(name)) : null;
  requireNames('--prompt', prompt ?? [], { path, known });
  requireNames('--take-over', takeOver, { path, known: chosen ? chosen.map(([name]) => name) : known });
  return chosen ? { prompts: Object.fromEntries(chosen) } : whole;
}

/** Nothing on a file that the plan refuses. */
function notesOn(file: ArtefactFile): string[] {
  if (file.kind !== 'policy' || artefactProblems(file).length > 0) return [];
  return policyNotes(parsePolicyFile(file.source)).map(({ field, problem }) => `${file.path}: ${field} ${problem}`);
}

function requireNames(
  option: string,
  names: readonly string[],
  file: { path: string; known: readonly string[] },
): void {
  const unknown = names.find((name) => !file.known.includes(name));
  if (unknown !== undefined) throw new NotInDeploymentError(option, unknown, file);
}

function printPlan(steps: readonly PlanStep[], terminal: Terminal): void {
  for (const { action, line, detail } of steps) {
    terminal.line(`${action.padEnd(8)} ${line}`);
    if (detail) terminal.line(`         ${detail}`);
  }
}

async function carryOut(
  { event, before }: PlanStep,
  { state, app, terminal }: { state: RegistryState; app: INestApplicationContext; terminal: Terminal },
): Promise<void> {
  if (event?.topic === TOPICS.published) await app.get(EventPublisher).publish(event);
  if (event?.topic !== TOPICS.pinned) return;
  const { replacedUnseen } = await publishPin({ event, before }, state, app);
  for (const pin of replacedUnseen) terminal.line(`warning  replaced what was pinned at the same moment: ${pin}`);
}

function summary({ prompts }: DeploymentFile, steps: readonly PlanStep[], dryRun: boolean): string {
  const changes = steps.filter(({ event }) => event !== null).length;
  const said = `${counted(Object.keys(prompts).length, 'prompt')}: ${counted(changes, 'change')}`;
  return `${said} ${dryRun ? 'planned, nothing was published (--dry-run)' : 'published'}`;
}

function stepView({ action, line, detail }: PlanStep) {
  return { action, line, detail: detail ?? null };
}

function heldIn(steps: readonly PlanStep[]) {
  return steps.flatMap(({ isHeld, before }) => {
    if (!isHeld || !before) return [];
    const { prompt, by, at, reason, via } = before.facts;
    return [{ prompt: prompt.name, version: prompt.version, offset: before.offset, by, at, reason, via: via ?? null }];
  });
}
