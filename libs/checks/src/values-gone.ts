import type { Policy } from '@gauntlet/artefacts';
import type { Verdict } from '@gauntlet/contracts';
import { INPUT_CHECKS } from './checks/all-checks';
import type { ValueKind } from './checks/check';

const KINDS: readonly ValueKind[] = ['email', 'card', 'key'];

/**
 * True when the checks on the way in have left no e-mail address, card or key in any text of a request, by their verdicts.
 * @param policy that of the request
 */
export function areValuesGone({ input }: Policy, verdicts: readonly Verdict[]): boolean {
  const gone = input
    .filter(({ check }) => isClean(check, verdicts))
    .flatMap(({ check, options }) => {
      const known = INPUT_CHECKS.get(check);
      return known && 'takesOut' in known ? (known.takesOut?.(options) ?? []) : [];
    });
  return KINDS.every((kind) => gone.includes(kind));
}

function isClean(check: string, verdicts: readonly Verdict[]): boolean {
  const verdict = verdicts.find((one) => one.side === 'input' && one.check === check);
  // In shadow the outcome is a pass whatever the check found.
  return verdict?.outcome === 'redact' || (verdict?.outcome === 'pass' && (verdict.shadow ?? 'pass') === 'pass');
}
