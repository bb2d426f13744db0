import { existsSync } from 'node:fs';
import type { Policy } from '@gauntlet/artefacts';
import type { ArtefactRef } from '@gauntlet/contracts';
import { policyFile, policyOnDisk } from '../../guardrails/policy-on-disk';
import type { RegistryState } from '../../kafka/registry-state';
import { parseVersionName } from '../../prompts/version-name';
import { PolicyMissingError } from './policy.errors';

type Artefacts = RegistryState['projection']['artefacts'];

/**
 * A policy by its name on the command line: a file, or `default@v3` for the one below `policies/`, published or not, else the
 * published one.
 * @throws ArtefactFileError when the file is wrong; PolicyMissingError when there is neither.
 */
export function policyNamed(given: string, artefacts: Artefacts): Policy {
  const path = policyFile(given);
  if (existsSync(path) || path === given) return policyOnDisk(path);
  const version = parseVersionName(given);
  const hash = artefacts.hashOf('policy', version);
  const policy = hash === undefined ? undefined : artefacts.policy({ ...version, hash });
  if (policy) return policy;
  throw new PolicyMissingError(given, path);
}

/** The policy that was in force for a request. @throws PolicyMissingError for one that this registry does not have. */
export function policyOfPin(ref: ArtefactRef, artefacts: Artefacts): Policy {
  const policy = artefacts.policy(ref);
  if (policy) return policy;
  throw new PolicyMissingError(`${ref.name}@${ref.version}`, 'the log of published versions');
}
