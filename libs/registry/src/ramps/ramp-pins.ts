import type { CanaryRamp, PinCanary } from '@gauntlet/contracts';
import type { PinRecord } from '../pins/pin-history';
import type { RegistryProjection } from '../registry-projection';

/** A canary whose share grows by itself, with the pins that it has been through. */
export interface RunningRamp {
  /** The one in force. */
  readonly pin: PinRecord;
  /** The one in force before the ramp. */
  readonly before: PinRecord | undefined;
  readonly canary: PinCanary;
  readonly ramp: CanaryRamp;
  /** Offsets of its pins, oldest first. */
  readonly offsets: readonly number[];
  /** Instant of its first pin. */
  readonly beganAt: string;
  /** Instant at which the share became what it is. */
  readonly stepBeganAt: string;
  /** True once it was told that the step lasts longer than planned. */
  readonly isHeld: boolean;
}

/**
 * The pins that led to one by decisions of drift-monitor, oldest first, from the one that somebody set by hand; a pin that
 * somebody set by hand stands alone.
 */
export function rampPinsUntil(last: PinRecord, pins: readonly PinRecord[]): PinRecord[] {
  const { replaces } = last.facts;
  const before = replaces === undefined ? undefined : pins.find(({ offset }) => offset === replaces);
  return before ? [...rampPinsUntil(before, pins), last] : [last];
}

/** The ramp of a prompt, or null: it has none, or a newer pin waits for its versions. */
export function runningRamp(prompt: string, current: RegistryProjection): RunningRamp | null {
  const pin = current.inForce(prompt);
  const canary = pin?.facts.canary;
  const all = current.pins.of(prompt);
  if (!pin || !canary?.ramp || pin.offset !== all.at(-1)?.offset) return null;
  const own = rampPinsUntil(pin, all);
  const step = own.filter(({ facts }) => facts.canary?.percent === canary.percent);
  const [first = pin] = own;
  return {
    pin,
    before: all.findLast(({ offset }) => offset < first.offset),
    canary,
    ramp: canary.ramp,
    offsets: own.map(({ offset }) => offset),
    beganAt: first.facts.at,
    stepBeganAt: (step[0] ?? pin).facts.at,
    isHeld: step.length > 1,
  };
}
