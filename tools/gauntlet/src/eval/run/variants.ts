import type { INestApplicationContext } from '@nestjs/common';
import { EventPublisher } from '@gauntlet/messaging';
import { type ArtefactFile, planDeployment, planTrial } from '@gauntlet/registry';
import { waitUntil } from '@gauntlet/timing';
import { authorship } from '../../authorship';
import { artefactFilesFor } from '../../deploy/artefact-files';
import { RegistryUnreachableError } from '../../kafka/kafka.errors';
import type { RegistryState } from '../../kafka/registry-state';
import type { ModelName, VersionName } from '../../prompts/version-name';
import type { Variant } from './variant';

/** What is compared with what. */
export interface WantedVariants {
  readonly candidate: VersionName;
  /** Version of the same prompt. Default: the one in force. */
  readonly baseline?: string | undefined;
  /** Of the candidate. Default: the policy in force. */
  readonly policy?: VersionName | undefined;
  /** Of the candidate. Default: as a pin of its version would have it. */
  readonly model?: ModelName | undefined;
}

const READ_BACK_LIMIT_MS = 10_000;
const LOOK_EVERY_MS = 50;

/** What a run is compared with. @throws PinRefusedError for a prompt without pin or an unknown version; a retry doesn't help. */
export function baselineOf({ candidate: { name }, baseline }: WantedVariants, { projection }: RegistryState): Variant {
  // A prompt without a pin is refused by the plan, whatever the version.
  const version = baseline ?? projection.inForce(name)?.facts.prompt.version ?? '';
  return { side: 'baseline', trial: planTrial({ prompt: { name, version } }, projection) };
}

/** What is tried, as it would be pinned. Throws as {@link baselineOf} does. */
export function candidateOf({ candidate, policy, model }: WantedVariants, { projection }: RegistryState): Variant {
  const change = { prompt: candidate, ...(policy && { policy }), ...(model && { model }) };
  return { side: 'candidate', trial: planTrial(change, projection) };
}

/**
 * Publishes the candidate, and the policy that is named for it, when they lie in `prompts/` and `policies/` and are not
 * published yet, so that a version can be tried before it is pinned. Other drafts are left alone. Gives what was published.
 * @throws ArtefactFileError when a file is wrong, or differs from its published version.
 * @throws RegistryUnreachableError when they are not read back in time; a retry helps.
 */
export async function publishVersions(
  { candidate, policy }: WantedVariants,
  root: string,
  { state, app }: { readonly state: RegistryState; readonly app: INestApplicationContext },
): Promise<string[]> {
  const { projection } = state;
  const inForce = projection.inForce(candidate.name)?.facts.policy;
  const pin = { version: candidate.version, policy: nameOf(policy ?? inForce), cannedAnswer: '-' };
  const all = artefactFilesFor({ prompts: { [candidate.name]: pin } }, root);
  const isTried = ({ kind, name, version }: ArtefactFile) => {
    // What is left are the judges of the policy.
    if (kind === 'prompt') return name !== candidate.name || version === candidate.version;
    return policy !== undefined && version === policy.version;
  };
  const files = all.filter(isTried);
  const signed = authorship({ by: undefined, reason: `eval run ${candidate.name}@${candidate.version}` });
  const steps = planDeployment({ deployment: { prompts: {} }, files, authorship: signed, onlyNew: true }, projection);
  const missing = steps.filter(({ event }) => event !== null);
  for (const { event } of missing) if (event) await app.get(EventPublisher).publish(event);
  const isRead = () => files.every((file) => projection.artefacts.has(file.kind, file));
  const inTime = await waitUntil(isRead, { limitMs: READ_BACK_LIMIT_MS, everyMs: LOOK_EVERY_MS });
  if (!inTime) throw new RegistryUnreachableError(READ_BACK_LIMIT_MS);
  return missing.map(({ line }) => line);
}

function nameOf(version: VersionName | undefined): string {
  return version ? `${version.name}@${version.version}` : '';
}
