import { isDeepStrictEqual } from 'node:util';
import type { UnsignedPin } from '../deployments/deployment-events';
import { tenantsOf } from './pin-audience';

const PARTS = ['prompt', 'policy', 'model', 'backups', 'canary', 'shadow', 'tenants'] as const;

/**
 * What one pin taking the place of another changes, named as in a deployment file. Who pinned, when and
 * why is no difference.
 */
export function pinDifferences(a: UnsignedPin, b: UnsignedPin): string[] {
  const [left, right] = [inEffect(a), inEffect(b)];
  const differing = PARTS.filter((part) => !isDeepStrictEqual(left[part], right[part]));
  return a.content.cannedAnswer === b.content.cannedAnswer ? differing : [...differing, 'cannedAnswer'];
}

/**
 * The same, whether the next version needs a gate, and where there is no difference in effect: whether it would get other models or
 * parameters. Pins from before models were recorded don't tell of them.
 */
export function allDifferences(a: UnsignedPin, b: UnsignedPin): string[] {
  const differing = pinDifferences(a, b);
  const hasOtherGate = Boolean(a.facts.gate?.required) !== Boolean(b.facts.gate?.required);
  const gate = hasOtherGate ? ['gate'] : [];
  if (differing.length > 0) return [...differing, ...gate];
  const [left, right] = [a.facts.overrides, b.facts.overrides];
  const hasOtherChoice = left && right && !isDeepStrictEqual(left, right);
  return [...(hasOtherChoice ? ['choice of models'] : []), ...gate];
}

// What older pins leave out: whom the prompt is for, and that a canary without models of its own is asked with the pin's.
function inEffect({ facts }: UnsignedPin): UnsignedPin['facts'] {
  const { model, backups, canary } = facts;
  return { ...facts, tenants: tenantsOf(facts), canary: canary && { model, backups, ...canary } };
}
