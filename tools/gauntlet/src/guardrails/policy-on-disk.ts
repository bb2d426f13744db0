import { join } from 'node:path';
import { ArtefactFileError, parsePolicyFile, type Policy, readArtefactFile, unknownChecks } from '@gauntlet/artefacts';
import { parseVersionName } from '../prompts/version-name';

/**
 * The file of a policy on the command line: a path such as `policies/default/v2.policy.yml`, or `default@v3` for the one below
 * `policies/`. @throws InvalidArgumentError for anything else.
 */
export function policyFile(given: string): string {
  if (/\.ya?ml$/.test(given)) return given;
  const { name, version } = parseVersionName(given);
  return join('policies', name, `${version}.policy.yml`);
}

/**
 * A policy as it stands in a file, published or not.
 * @throws ArtefactFileError when the file is not there, or asks for what no guardrail of this version can do.
 */
export function policyOnDisk(path: string): Policy {
  const policy = parsePolicyFile(readArtefactFile(path), path);
  const problems = unknownChecks(policy);
  if (problems.length > 0) throw new ArtefactFileError(path, problems);
  return policy;
}
