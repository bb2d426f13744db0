import type { CanaryRamp } from '@gauntlet/contracts';
import type { Authorship } from '../deployments/deployment-events';
import type { VersionName } from '../deployments/version-source';
import { type Evidence, NO_EVIDENCE } from '../gates/pin-gate';
import { type PinPlan, planPin } from '../pins/pin-change';
import { PinRefusedError } from '../pins/pin-refused.error';
import type { RegistryProjection } from '../registry-projection';

/** A version to give growing shares. */
export interface RampRequest {
  readonly candidate: VersionName;
  readonly ramp: CanaryRamp;
}

/**
 * The pin that keeps what is in force and gives a candidate the first step of a ramp.
 * @throws PinRefusedError when the candidate is what is in force, or as {@link planPin} does; a retry doesn't help.
 */
export function planRamp(
  { candidate: { name, version }, ramp }: RampRequest,
  authorship: Authorship,
  current: RegistryProjection,
  evidence: Evidence = NO_EVIDENCE,
): PinPlan {
  const pinned = current.inForce(name)?.facts.prompt.version;
  if (pinned === version) throw new PinRefusedError(name, `${version} is what it is pinned to; ramp another version`);
  const canary = { version, percent: ramp.steps[0] ?? 100, ramp };
  // Without a pin the version makes no difference: there is nothing to ramp beside, as the refusal says.
  return planPin({ prompt: { name, version: pinned ?? version }, canary }, authorship, current, evidence);
}
