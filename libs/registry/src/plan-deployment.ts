import { isDeepStrictEqual } from 'node:util';
import type { GauntletEvent } from '@gauntlet/contracts';
import { versionLabel } from './artefact-store';
import { pinEvent, publishedEvent, type ArtefactFile, type Authorship, type UnsignedPin } from './deployment-events';
import type { DeploymentFile } from './deployment-file';
import { desiredPin } from './desired-pin';
import type { PinRecord } from './pin-history';
import { pinLine } from './pin-line';
import { readArtefactFiles } from './read-artefact-files';
import type { RegistryProjection } from './registry-projection';

/** What a deployment does about one version or prompt. */
export interface PlanStep {
  readonly action: 'publish' | 'keep' | 'pin';
  /** For a person: what, and why. */
  readonly line: string;
  /** Null when nothing has to be published. */
  readonly event: GauntletEvent | null;
}

/** Desired state, the files that it may name, and who asks. */
export interface DeploymentRequest {
  readonly deployment: DeploymentFile;
  readonly files: readonly ArtefactFile[];
  readonly authorship: Authorship;
  /** Leave every prompt that has a pin as it is: what starts by itself must never undo a rollback. */
  readonly onlyNew: boolean;
}

/**
 * Compares a desired state with the registry: every version that is not published yet is, and every prompt whose pin is
 * not as desired gets a new one. Steps are in the order in which to publish them.
 * @throws ArtefactFileError when a file is wrong, differs from its published version, or is named and not there; nothing
 * may be published then.
 */
export function planDeployment(request: DeploymentRequest, current: RegistryProjection): PlanStep[] {
  const { deployment, files, authorship, onlyNew } = request;
  const published = current.artefacts;
  const stores = [readArtefactFiles(files, { authorship, published }), published];
  const desired = Object.entries(deployment.prompts).map(([name, pin]) => desiredPin(name, pin, stores));
  return [
    ...files.map((file) => publishStep(file, authorship, current)),
    ...desired.map((pin) => pinStep(pin, { authorship, onlyNew }, current)),
  ];
}

function publishStep(file: ArtefactFile, authorship: Authorship, current: RegistryProjection): PlanStep {
  const label = versionLabel(file.kind, file);
  if (current.artefacts.has(file.kind, file)) {
    return { action: 'keep', line: `${label} is published`, event: null };
  }
  return { action: 'publish', line: label, event: publishedEvent(file, authorship) };
}

function pinStep(
  pin: UnsignedPin,
  { authorship, onlyNew }: Pick<DeploymentRequest, 'authorship' | 'onlyNew'>,
  current: RegistryProjection,
): PlanStep {
  const { name } = pin.facts.prompt;
  const before = current.pins.of(name).at(-1);
  const changes = before ? differences(pin, before) : [];
  if (!before || (changes.length > 0 && !onlyNew)) {
    const changed = before ? `; changes ${changes.join(', ')} of the pin at offset ${before.offset}` : '';
    return { action: 'pin', line: `${pinLine(pin)}${changed}`, event: pinEvent(pin, authorship) };
  }
  const other = changes.length > 0 ? `; the file has another ${changes.join(', ')}` : '';
  const line = `${name}@${before.facts.prompt.version} is pinned (offset ${before.offset})${other}`;
  return { action: 'keep', line, event: null };
}

/** What two pins differ in; who pinned, when and why is no difference. */
function differences({ facts, content }: UnsignedPin, before: PinRecord): string[] {
  const parts = ['prompt', 'policy', 'model', 'backups', 'canary'] as const;
  const differing = parts.filter((part) => !isDeepStrictEqual(facts[part], before.facts[part]));
  return content.cannedAnswer === before.content.cannedAnswer ? differing : [...differing, 'cannedAnswer'];
}
