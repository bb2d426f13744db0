import type { Policy, PolicyCheck, PolicySide } from '@gauntlet/artefacts';
import type { Proposal } from './calibration';
import { MEASURED } from './row-check';

/** An entry as it stands in the file of a policy. */
type Entry = Partial<PolicyCheck>;
/** The entries with proposed thresholds, by side. */
export type PolicyEntries = Readonly<Record<PolicySide, readonly Entry[]>>;

/**
 * The entries of a policy with the proposed thresholds in place of its own. Without a policy, those of a check that blocks and
 * flags what is in doubt.
 */
export function policyEntries(proposals: readonly Proposal[], policy: Policy | null): PolicyEntries {
  const of = (side: PolicySide) => {
    const proposed = proposals.filter((one) => one.side === side && one.block && one.judge);
    const checks = [...new Set(proposed.map(({ check }) => check))];
    return checks.map((check) => {
      const known = policy?.[side].find((entry) => entry.check === MEASURED[check]);
      const zones = proposed.filter((one) => one.check === check).map(zonesOf);
      return withZones(known ?? { check: MEASURED[check], action: 'block', grey: 'flag' }, Object.assign({}, ...zones));
    });
  };
  return { input: of('input'), output: of('output') };
}

function zonesOf({ channel, block, judge }: Proposal): PolicyCheck['options'] {
  const zones = { judge: judge?.from, block: block?.from };
  return channel === 'user' ? zones : { document: zones };
}

/** With its keys in the order in which people write them, and without what is the default. */
function withZones({ options, onError, ...entry }: Entry, zones: PolicyCheck['options']): Entry {
  return { ...entry, ...(onError === 'pass' && { onError }), options: { ...options, ...zones } };
}
