import type { ArtefactRef } from '@gauntlet/contracts';
import type { VersionName } from '../deployments/version-source';
import type { RegistryProjection } from '../registry-projection';
import { PinRefusedError } from './pin-refused.error';

/**
 * A shadow gets copies of requests, which have the variables of the version that is pinned.
 * @throws PinRefusedError when it takes others too; a retry doesn't help.
 */
export function refuseUnfittingShadow(
  shadow: ArtefactRef,
  pinned: VersionName,
  { artefacts }: RegistryProjection,
): void {
  const given = artefacts.published(pinned)?.prompt.variables ?? [];
  const missing = (artefacts.prompt(shadow)?.variables ?? []).filter((name) => !given.includes(name));
  if (missing.length === 0) return;
  const problem = `${shadow.version} takes ${missing.join(', ')}, which requests for ${pinned.version} don't have`;
  throw new PinRefusedError(pinned.name, `${problem}; shadow it with a version that takes no more than those`);
}
