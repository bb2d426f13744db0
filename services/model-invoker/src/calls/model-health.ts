import { metrics } from '@opentelemetry/api';
import type { ModelRef, TriedAttempt } from '@gauntlet/contracts';
import { ATTRIBUTES, METRICS } from '@gauntlet/telemetry';
import { BoundedMemory } from '@gauntlet/timing';

/** Callers may allow less; then a late answer says more about them than about the model. */
const FAIR_TIME_MS = 5_000;

/** True for a call that its caller ended before a model could be expected to answer. */
export function hadShortTime({ errorCode, durationMs }: Pick<TriedAttempt, 'errorCode' | 'durationMs'>): boolean {
  return errorCode === 'provider_timeout' && durationMs < FAIR_TIME_MS;
}

/** A model by the names that pins give it. */
export type ModelName = Pick<ModelRef, 'provider' | 'model'>;

/** Their names come with events; one that was forgotten is told again after its next call. */
const MOST_MODELS = 1_000;

/** What was asked made the answer useless; the model that gave it is well. */
const ANSWERS: ReadonlySet<string> = new Set([
  'provider_no_text',
  'provider_content_filtered',
  'provider_answer_too_long',
]);

/** Which of the pinned models failed last, and why: what health, metrics and the `gauntlet` command tell of them. */
export class ModelHealth {
  /** Error code by model; null for one that answered. */
  private readonly last = new BoundedMemory<string | null>({ entries: MOST_MODELS });

  /** @param pinned the models that pins name now; others, such as those of an old pin, are not told. */
  constructor(private readonly pinned: () => readonly ModelName[]) {
    const gauge = metrics.getMeter('@gauntlet/model-invoker').createObservableGauge(METRICS.modelUp);
    gauge.addCallback((result) => {
      for (const { provider, model, errorCode } of this.known()) {
        const of = { [ATTRIBUTES.genAiProvider]: provider, [ATTRIBUTES.genAiRequestModel]: model };
        result.observe(
          errorCode === null ? 1 : 0,
          errorCode === null ? of : { ...of, [ATTRIBUTES.errorType]: errorCode },
        );
      }
    });
  }

  /** Remembers what a call says of its model. A call that its caller ended says nothing. */
  noteCall(call: ModelName & Pick<TriedAttempt, 'errorCode' | 'durationMs'>): void {
    const { errorCode } = call;
    if (errorCode === 'provider_aborted' || hadShortTime(call)) return;
    this.note(call, errorCode !== null && ANSWERS.has(errorCode) ? null : errorCode);
  }

  /** Remembers how a model was found; null for one that answers. */
  note(model: ModelName, errorCode: string | null): void {
    this.last.set(labelOf(model), errorCode);
  }

  /** For health checks. @throws Error naming the pinned models whose last call failed. */
  check(): void {
    const failing = this.known().filter(({ errorCode }) => errorCode !== null);
    if (failing.length === 0) return;
    const names = failing.map(({ provider, model, errorCode }) => `${provider}/${model} (${errorCode})`);
    throw new Error(`failed when last asked: ${names.join(', ')}`);
  }

  private known(): (ModelName & { errorCode: string | null })[] {
    return this.pinned().flatMap((name) => {
      const errorCode = this.last.get(labelOf(name));
      return errorCode === undefined ? [] : [{ ...name, errorCode }];
    });
  }
}

function labelOf({ provider, model }: ModelName): string {
  return `${provider}/${model}`;
}
