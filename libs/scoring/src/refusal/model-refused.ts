import type { Verdict } from '@gauntlet/contracts';

/** True when the output guardrail's last refusal check saw a refusal. */
export function modelRefused(verdicts: readonly Verdict[]): boolean {
  return verdicts.filter(({ check }) => check === 'refusal').at(-1)?.outcome === 'flag';
}
