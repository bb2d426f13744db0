import { type GauntletEvent, rampDecisionId, type TOPICS } from '@gauntlet/contracts';
import { type Authorship, pinEvent, type UnsignedPin } from '../deployments/deployment-events';
import { rolledBackGate, withoutGate } from '../gates/pin-gate';
import type { RunningRamp } from './ramp-pins';

/** What is decided about a step of a ramp: the canary ends, its share grows, or the step lasts longer than planned. */
export type RampOutcome = 'roll back' | 'advance' | 'hold';

type PinEvent = GauntletEvent<typeof TOPICS.pinned>;

/** The share of the next step; at 100 the canary becomes the pin. */
export function nextShare({ canary, ramp }: Pick<RunningRamp, 'canary' | 'ramp'>): number {
  return ramp.steps.find((percent) => percent > canary.percent) ?? 100;
}

/**
 * The pin that carries out a decision. It takes effect only while the pin that was judged is the newest, so a pin that
 * somebody sets at the same moment wins, and a decision that is told twice is one.
 */
export function rampPin(ramp: RunningRamp, outcome: RampOutcome, authorship: Authorship): PinEvent {
  const { offset, content } = ramp.pin;
  const event = pinEvent({ facts: factsAfter(ramp, outcome), content }, authorship, 'drift-monitor');
  return {
    ...event,
    id: rampDecisionId(offset, outcome),
    source: '/gauntlet/drift-monitor',
    facts: { ...event.facts, replaces: offset },
  };
}

function factsAfter(ramp: RunningRamp, outcome: RampOutcome): UnsignedPin['facts'] {
  const { facts } = ramp.pin;
  if (outcome === 'hold') return facts;
  if (outcome === 'roll back') {
    return { ...withoutGate(facts), ...rolledBackGate(ramp.pin, ramp.before ?? ramp.pin), canary: null };
  }
  const percent = nextShare(ramp);
  if (percent < 100) return { ...facts, canary: { ...ramp.canary, percent } };
  const { prompt, model = facts.model, backups = facts.backups } = ramp.canary;
  return { ...facts, prompt, model, backups, canary: null };
}
