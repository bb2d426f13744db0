import type { Policy, PolicyCheck, PolicySide } from '@gauntlet/artefacts';
import type { Proposal } from './calibration';
import { MEASURED, thresholdsInForce } from './row-check';

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
      const entry = known ?? { check: MEASURED[check], action: 'block', grey: 'flag' };
      return withZones(entry, Object.assign({}, ...ownZones(known, side), ...zones));
    });
  };
  return { input: of('input'), output: of('output') };
}

function zonesOf({ channel, block, judge }: Proposal): PolicyCheck['options'] {
  const zones = { judge: judge?.from, block: block?.from };
  return channel === 'user' ? zones : { document: zones };
}

/**
 * The thresholds that a policy gives documents and turns of the assistant, as they are in force: one that is left out would come
 * from the proposed thresholds of the user, and a judge could end up above its block.
 */
function ownZones(entry: PolicyCheck | undefined, side: PolicySide): PolicyCheck['options'][] {
  if (!entry) return [];
  return (['document', 'assistant'] as const).flatMap((channel) => {
    if (entry.options[channel] === undefined) return [];
    const { judge, block } = thresholdsInForce(entry, side, channel);
    return [{ [channel]: { judge: Math.min(judge, block), block } }];
  });
}

/** With its keys in the order in which people write them, and without what is the default. */
function withZones({ options, onError, ...entry }: Entry, zones: PolicyCheck['options']): Entry {
  return { ...entry, ...(onError === 'pass' && { onError }), options: { ...options, ...zones } };
}
