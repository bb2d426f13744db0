import { join } from 'node:path';
import { ArtefactFileError, parsePolicyFile, type Policy, readArtefactFile, unknownChecks } from '@gauntlet/artefacts';
import type { VersionName } from '../prompts/version-name';

/**
 * A policy as it stands below `policies/`, published or not.
 * @throws ArtefactFileError when the file is not there, or asks for what no guardrail of this version can do.
 */
export function policyOnDisk({ name, version }: VersionName): Policy {
  const path = join('policies', name, `${version}.policy.yml`);
  const policy = parsePolicyFile(readArtefactFile(path), path);
  const problems = unknownChecks(policy);
  if (problems.length > 0) throw new ArtefactFileError(path, problems);
  return policy;
}
