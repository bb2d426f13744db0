import type { Policy } from '@gauntlet/artefacts';
import { hasPlaceholder } from '@gauntlet/detection';
import { INPUT_CHECKS } from './checks/all-checks';
import type { InputSubject } from './checks/check';
import { Readings } from './readings';
import { restoredText } from './restored-text';

type Values = Readonly<Record<string, string>>;

/**
 * The answer with the caller's own values in place of their placeholders, where the policy says `restore`. The values are
 * found anew in what the caller sent, so that no event and no store ever holds them.
 * @param policyOf gives the policy of the request; most answers don't need it
 * @param asked the request as the caller sent it
 */
export async function restoredAnswer(answer: string, policyOf: () => Policy, asked: InputSubject): Promise<string> {
  if (!hasPlaceholder(answer)) return answer;
  const policy = policyOf();
  if (!policy.input.some(({ options }) => options['restore'] === true)) return answer;
  const values = await restorableValues(policy, asked);
  return restoredText(answer, values);
}

/** Runs the checks that redact, in the policy's order: each numbers the values that the ones before have left. */
async function restorableValues(policy: Policy, asked: InputSubject): Promise<Values> {
  const readings = new Readings();
  const restorable: Record<string, string> = {};
  let subject = asked;
  for (const { check, action, mode, options } of policy.input) {
    const redacting = INPUT_CHECKS.get(check);
    if (action !== 'redact' || mode === 'shadow' || !redacting || 'score' in redacting) continue;
    const changed = (await redacting.run(subject, { options, readings }))?.changed ?? subject;
    const values = newValues(subject.values, changed.values);
    Object.assign(restorable, options['restore'] === true ? values : literalsIn(values));
    subject = changed;
  }
  return restorable;
}

function newValues(before: Values = {}, now: Values = {}): Values {
  return Object.fromEntries(Object.entries(now).filter(([placeholder]) => !Object.hasOwn(before, placeholder)));
}

/** What only looked like a placeholder is no secret, whichever check put another one in its place. */
function literalsIn(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => hasPlaceholder(value)));
}
