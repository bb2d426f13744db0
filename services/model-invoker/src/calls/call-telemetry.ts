import { Logger } from '@nestjs/common';
import { metrics } from '@opentelemetry/api';
import type { TriedAttempt } from '@gauntlet/contracts';
import { News } from '@gauntlet/runtime';
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

/** Said again once an hour, so that a failure that came back is seen; a provider that invents reasons is heard this often. */
const AGAIN_MS = 3_600_000;
const MOST_REASONS = 200;

const ADVICE: ReadonlyMap<number, string> = new Map([
  [400, 'correct the parameters in the deployment, or shorten what is asked; it is not tried again'],
  [401, 'correct the provider’s key; it is not tried again'],
  [403, 'give the key access to the model; it is not tried again'],
  [404, 'pull the model, or correct its name or the base URL; it is not tried again'],
  [413, 'shorten what is asked; it is not tried again'],
  [422, 'correct the parameters in the deployment; it is not tried again'],
]);

type Refused = Pick<TriedAttempt, 'provider' | 'model' | 'errorCode' | 'providerReason'>;

/** Says in the log why models fail: one line for each distinct reason, not one for each call. Facts only, never a text. */
export class FailureLog {
  private readonly logger = new Logger(FailureLog.name);
  private readonly news = new News(AGAIN_MS, MOST_REASONS);

  /** @param message of the failure: ours, without anything that the provider wrote. */
  note(attempt: Refused, message: string): void {
    const line = lineOf(attempt, message);
    if (this.news.isNew(line)) this.logger.warn(line);
  }
}

function lineOf({ provider, model, errorCode, providerReason }: Refused, message: string): string {
  const line = `${provider}/${model} fails (${errorCode}): ${message}`;
  if (!providerReason) return line;
  const { status, code, type, param } = providerReason;
  const reason = Object.entries({ code, type, param }).flatMap(([name, word]) =>
    word === null ? [] : [`${name} ${word}`],
  );
  const advice = ADVICE.get(status);
  return [line, ...reason].join(', ') + (advice ? `; ${advice}` : '');
}
