import { JUDGE_PROMPT, OWN_TENANT } from '@gauntlet/contracts';
import type { UnsignedPin } from '../deployments/deployment-events';

/**
 * Tenants that may ask a pin's prompt; undefined: everybody. The judge's prompt is nobody else's unless the pin says so:
 * pins from before they could say it don't, and no start replaces them.
 */
export function tenantsOf({ prompt, tenants }: UnsignedPin['facts']): string[] | undefined {
  return tenants ?? (prompt.name === JUDGE_PROMPT ? [OWN_TENANT] : undefined);
}
