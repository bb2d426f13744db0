import type { FieldProblem } from '@gauntlet/contracts';
import type { PolicyAction } from './policy-file.schema';
import type { Policy, PolicyCheck, PolicySide } from './policy';

/** The checks that the guardrail has, with the actions that make sense for each; a spec there keeps this list true. */
export const KNOWN_CHECKS: Record<PolicySide, Readonly<Record<string, readonly PolicyAction[]>>> = {
  input: {
    'input-length': ['block', 'flag'],
    pii: ['redact', 'block', 'flag'],
    'prompt-injection': ['block', 'flag'],
  },
  output: {
    'canary-leak': ['block', 'flag'],
    'json-schema': ['repair', 'block', 'flag'],
    pii: ['redact', 'block', 'flag'],
    refusal: ['flag', 'block'],
  },
};

/**
 * What in a policy no guardrail of this version could do. Asked before publishing; reading does not ask, because a
 * guardrail that is older than the policy must still read it (and then fails closed on the check that it lacks).
 */
export function unknownChecks(policy: Policy): FieldProblem[] {
  return [...sideProblems(policy, 'input'), ...sideProblems(policy, 'output')];
}

function sideProblems(policy: Policy, side: PolicySide): FieldProblem[] {
  return policy[side].flatMap((entry, index) => entryProblems(entry, side, `/${side}/checks/${index}`));
}

function entryProblems({ check, action }: PolicyCheck, side: PolicySide, field: string): FieldProblem[] {
  const known = KNOWN_CHECKS[side];
  const actions = Object.hasOwn(known, check) ? known[check] : undefined;
  if (!actions) {
    return [{ field: `${field}/check`, problem: `is no ${side} check; known: ${Object.keys(known).join(', ')}` }];
  }
  if (actions.includes(action)) return [];
  return [{ field: `${field}/action`, problem: `can't be ${action} for ${check}; it can be ${actions.join(', ')}` }];
}
