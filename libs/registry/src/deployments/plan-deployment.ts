import { ArtefactFileError, type DeploymentFile } from '@gauntlet/artefacts';
import { versionLabel } from '../artefact-store';
import type { Evidence } from '../gates/pin-gate';
import type { PinRecord } from '../pins/pin-history';
import { pinStep } from '../pins/pin-step';
import type { RegistryEvent, RegistryProjection } from '../registry-projection';
import { type ArtefactFile, type Authorship, publishedEvent } from './deployment-events';
import { desiredPin } from './desired-pin';
import { judgeProblems } from './judge-problems';
import { readArtefactFiles } from './read-artefact-files';
import { filesAndPublished } from './version-source';

/** What a deployment does about one version or prompt. */
export interface PlanStep {
  readonly action: 'publish' | 'keep' | 'pin';
  /** For a person: what, and why. */
  readonly line: string;
  /** For a person: the pin that is replaced or kept, who set it, when and why. Absent where nothing is to decide. */
  readonly detail?: string;
  /** Null when nothing has to be published. */
  readonly event: RegistryEvent | null;
  /** Newest pin of the prompt at the time of the plan; absent for a version, and for a prompt that has none. */
  readonly before?: PinRecord;
  /** True when somebody set `before` by hand and the file wants another: only `takeOver` replaces it. */
  readonly isHeld?: boolean;
}

/** Desired state, the files that it may name, and who asks. */
export interface DeploymentRequest {
  readonly deployment: DeploymentFile;
  readonly files: readonly ArtefactFile[];
  readonly authorship: Authorship;
  /** Leave every prompt that has a pin as it is: what starts by itself must never undo a rollback. */
  readonly onlyNew: boolean;
  /** Prompts whose pin the file replaces even if somebody set it by hand. @default none */
  readonly takeOver?: readonly string[];
  /** For prompts whose gate is required. @default none */
  readonly evidence?: Evidence;
}

/**
 * Compares a desired state with the registry: every version that is not published yet is, and every prompt whose pin is
 * not as desired gets a new one, unless somebody set that pin by hand. Steps are in the order in which to publish them.
 * @throws ArtefactFileError when a file is wrong, differs from its published version, or is named and not there; nothing
 * may be published then. @throws PinRefusedError likewise, where a gate is required that was not passed.
 */
export function planDeployment(request: DeploymentRequest, current: RegistryProjection): PlanStep[] {
  const { deployment, files, authorship } = request;
  const published = current.artefacts;
  const stores = [readArtefactFiles(files, { authorship, published }), published];
  const problems = judgeProblems(files, stores);
  if (problems.length > 0) throw new ArtefactFileError('deployment', problems);
  const desired = Object.entries(deployment.prompts).map(([name, pin]) => {
    return desiredPin(name, pin, filesAndPublished(name, stores));
  });
  return [
    ...files.map((file) => publishStep(file, authorship, current)),
    ...desired.map((pin) => pinStep(pin, request, current)),
  ];
}

function publishStep(file: ArtefactFile, authorship: Authorship, current: RegistryProjection): PlanStep {
  const label = versionLabel(file.kind, file);
  if (current.artefacts.has(file.kind, file)) {
    return { action: 'keep', line: `${label} is published`, event: null };
  }
  return { action: 'publish', line: label, event: publishedEvent(file, authorship) };
}
