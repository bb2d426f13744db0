import { alertId, type GauntletEvent, TOPICS } from '@gauntlet/contracts';
import type { AlertChange } from './alert';

/** The event of an alert's beginning or end; publishing the same change again is the same event. */
export function alertEvent(change: AlertChange): GauntletEvent<typeof TOPICS.drift> {
  const { state, monitor, metric, value, threshold, samples } = change;
  return {
    topic: TOPICS.drift,
    id: alertId(change.alertId, state),
    key: change.promptName,
    source: '/gauntlet/drift-monitor',
    time: change.end.toISOString(),
    facts: {
      alertId: change.alertId,
      monitor,
      state,
      prompt: { name: change.promptName, version: change.promptVersion },
      metric,
      value,
      threshold,
      samples,
      window: { start: change.start.toISOString(), end: change.end.toISOString() },
    },
    content: { summary: summaryOf(change) },
  };
}

function summaryOf({ state, promptName, promptVersion, metric, value, threshold, samples }: AlertChange): string {
  const prompt = `${promptName}@${promptVersion}`;
  if (samples === 0) return `${state}: nothing is left to measure ${metric} of ${prompt} on`;
  return `${state}: ${metric} of ${prompt} is ${Number(value.toPrecision(4))} over ${samples} answers, threshold ${threshold}`;
}
