import { createHash } from 'node:crypto';
import { Logger } from '@nestjs/common';
import { metrics } from '@opentelemetry/api';
import { judgeVerdict, judgeVersion, type PromptFile, renderMessages } from '@gauntlet/artefacts';
import type { Judge, JudgeQuestion } from '@gauntlet/checks';
import { type Opinion, toMicrosecond } from '@gauntlet/contracts';
import { type ModelProvider, type ModelReply, ProviderError, usageOf } from '@gauntlet/models';
import type { Registry } from '@gauntlet/registry';
import { News } from '@gauntlet/runtime';
import { ATTRIBUTES, METRICS } from '@gauntlet/telemetry';
import { deadlineSignal, untilAborted } from '@gauntlet/timing';
import { CallsPerMinute } from './calls-per-minute';

/** Which model is asked, for how long and how often. */
export interface JudgeSettings {
  readonly provider: ModelProvider;
  readonly model: string;
  readonly timeoutMs: number;
  readonly callsPerMinute: number;
}

type Answer = Pick<Opinion, 'verdict' | 'reason' | 'usage'>;

/** About 8,000 tokens, which a model reads within its time. Longer texts are not cut: the harm may be in the rest. */
const MOST_CHARACTERS = 32_768;
const AGAIN_MS = 3_600_000;

/** Asks a model with a published prompt, whose answer is one of two words. Nothing that goes wrong is thrown. */
export class ModelJudge implements Judge {
  private readonly logger = new Logger(ModelJudge.name);
  private readonly news = new News(AGAIN_MS);
  private readonly asked = metrics.getMeter('@gauntlet/guardrail').createCounter(METRICS.judged);
  private readonly budget: CallsPerMinute;

  constructor(
    private readonly registry: Pick<Registry, 'publishedPrompt'>,
    private readonly settings: JudgeSettings,
  ) {
    this.budget = new CallsPerMinute(settings.callsPerMinute);
  }

  async ask(question: JudgeQuestion): Promise<Opinion> {
    const startedAt = performance.now();
    const said = await this.opinionOn(question);
    this.asked.add(1, { [ATTRIBUTES.outcome]: said.verdict ?? said.reason ?? undefined });
    return { prompt: question.prompt, ...said, durationMs: toMicrosecond(performance.now() - startedAt) };
  }

  private async opinionOn(question: JudgeQuestion): Promise<Omit<Opinion, 'prompt' | 'durationMs'>> {
    const version = this.registry.publishedPrompt(judgeVersion(question.prompt));
    if (!version) return unasked('no_judge');
    const input = materialOf(question);
    if (input.length > MOST_CHARACTERS) return unasked('too_long');
    if (!this.budget.take(performance.now())) return unasked('budget');
    const { hash, prompt } = version;
    const model = `${this.settings.provider.name}/${this.settings.model}`;
    return { hash, model, ...(await this.answerTo(prompt, input)) };
  }

  private async answerTo(prompt: PromptFile, input: string): Promise<Answer> {
    try {
      const reply = await this.complete(prompt, input);
      const verdict = judgeVerdict(reply.text);
      return { verdict, reason: verdict ? null : 'unreadable', usage: usageOf(this.settings.provider.name, reply) };
    } catch (error) {
      return this.failed(error);
    }
  }

  private async complete(prompt: PromptFile, input: string): Promise<ModelReply> {
    const { provider, model, timeoutMs } = this.settings;
    const messages = renderMessages(prompt, { input, history: [], variables: {}, canary: null });
    const { signal, clear } = deadlineSignal(timeoutMs);
    // The same question has the same key, also when its event comes again.
    const idempotencyKey = createHash('sha256')
      .update(JSON.stringify([model, messages]))
      .digest('hex');
    const {
      model: { parameters },
      responseFormat,
    } = prompt;
    const call = { model, parameters, messages, responseFormat, idempotencyKey, signal };
    return untilAborted(provider.complete(call), signal, tookTooLong).finally(clear);
  }

  private failed(error: unknown): Answer {
    const { provider } = this.settings;
    const known = error instanceof ProviderError ? error : null;
    // What is not ours may quote a text, so it is told by its kind.
    const why = known ? `${known.code}: ${known.message}` : error instanceof Error ? error.name : typeof error;
    if (this.news.isNew(why)) this.logger.warn(`the judge on ${provider.name}/${this.settings.model} fails (${why})`);
    const usage = typeof known?.spent === 'object' ? usageOf(provider.name, known.spent) : null;
    return { verdict: null, reason: known?.code.endsWith('_timeout') ? 'late' : 'failed', usage };
  }
}

function unasked(reason: NonNullable<Opinion['reason']>): Omit<Opinion, 'prompt' | 'durationMs'> {
  return { hash: null, model: null, verdict: null, reason, usage: null };
}

function tookTooLong(): never {
  throw new ProviderError('the judge took longer than allowed', { code: 'provider_timeout', retryable: true });
}

/** As JSON, so that no text in it can pass for the end of the material; without `<`, which opens the marks of chat templates. */
function materialOf({ texts, background }: JudgeQuestion): string {
  const shown = texts.map(({ where, text }) => ({ where, text }));
  const material = { ...(background === null ? {} : { background }), texts: shown };
  return JSON.stringify(material).replaceAll('<', '\\u003c');
}
