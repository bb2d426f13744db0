import type { Verdict } from '@gauntlet/contracts';
import { ATTRIBUTES } from '@gauntlet/telemetry';
import { trace } from '@opentelemetry/api';

/** Puts a verdict on the active span as an event; codes and numbers only, never text. */
export function recordVerdict({ side, turn, check, outcome, reason, durationMs }: Verdict): void {
  trace.getActiveSpan()?.addEvent('gauntlet.check', {
    [ATTRIBUTES.check]: check,
    [ATTRIBUTES.checkSide]: side,
    [ATTRIBUTES.checkOutcome]: outcome,
    [ATTRIBUTES.checkDurationMs]: durationMs,
    [ATTRIBUTES.turn]: turn,
    ...(reason === null ? {} : { [ATTRIBUTES.checkReason]: reason }),
  });
}
