import { metrics } from '@opentelemetry/api';
import type { TriedAttempt } from '@gauntlet/contracts';
import { ATTRIBUTES, METRICS, SECONDS } from '@gauntlet/telemetry';

/** From OpenTelemetry's GenAI conventions, up to what an event can hold. */
const TOKENS = {
  unit: '{token}',
  advice: { explicitBucketBoundaries: [1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144] },
};

/** Duration, tokens and cost of model calls, by the names of OpenTelemetry's GenAI conventions where they have one. */
export class CallMetrics {
  private readonly meter = metrics.getMeter('@gauntlet/model-invoker');
  private readonly duration = this.meter.createHistogram(METRICS.genAiDuration, SECONDS);
  private readonly tokens = this.meter.createHistogram(METRICS.genAiTokens, TOKENS);
  private readonly cost = this.meter.createCounter(METRICS.cost, { unit: '{USD}' });

  record({ provider, model, durationMs, errorCode, usage }: Omit<TriedAttempt, 'ledger' | 'cut'>): void {
    const of = {
      [ATTRIBUTES.genAiOperation]: 'chat',
      [ATTRIBUTES.genAiProvider]: provider,
      [ATTRIBUTES.genAiRequestModel]: model,
    };
    this.duration.record(durationMs / 1_000, errorCode === null ? of : { ...of, [ATTRIBUTES.errorType]: errorCode });
    if (!usage) return;
    this.tokens.record(usage.inputTokens, { ...of, [ATTRIBUTES.genAiTokenType]: 'input' });
    this.tokens.record(usage.outputTokens, { ...of, [ATTRIBUTES.genAiTokenType]: 'output' });
    if (usage.costUsd !== null) this.cost.add(usage.costUsd, of);
  }
}
