import type { GauntletEvent } from '@gauntlet/contracts';
import { versionLabel } from './artefact-store';
import { pinEvent, publishedEvent, type ArtefactFile, type Authorship, type UnsignedPin } from './deployment-events';
import type { DeploymentFile } from './deployment-file';
import { desiredPin } from './desired-pin';
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
}

/**
 * Compares a desired state with the registry: every version that is not published yet is, and only prompts without any
 * pin get one, so that deploying again never undoes a rollback. Steps are in the order in which to publish them.
 * @throws ArtefactFileError when a file is wrong, differs from its published version, or is named and not there; nothing
 * may be published then.
 */
export function planDeployment(request: DeploymentRequest, current: RegistryProjection): PlanStep[] {
  const { deployment, files, authorship } = request;
  const published = current.artefacts;
  const stores = [readArtefactFiles(files, { authorship, published }), published];
  const desired = Object.entries(deployment.prompts).map(([name, pin]) => desiredPin(name, pin, stores));
  return [
    ...files.map((file) => publishStep(file, authorship, current)),
    ...desired.map((pin) => pinStep(pin, authorship, current)),
  ];
}

function publishStep(file: ArtefactFile, authorship: Authorship, current: RegistryProjection): PlanStep {
  const label = versionLabel(file.kind, file);
  if (current.artefacts.has(file.kind, file)) {
    return { action: 'keep', line: `${label} is published`, event: null };
  }
  return { action: 'publish', line: label, event: publishedEvent(file, authorship) };
}

function pinStep(pin: UnsignedPin, authorship: Authorship, current: RegistryProjection): PlanStep {
  const { prompt } = pin.facts;
  const before = current.pins.of(prompt.name).at(-1);
  if (!before) {
    return { action: 'pin', line: pinLine(pin), event: pinEvent(pin, authorship) };
  }
  const line = `${prompt.name}@${before.facts.prompt.version} is pinned (offset ${before.offset})`;
  return { action: 'keep', line, event: null };
}
