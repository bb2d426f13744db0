import { createHash } from 'node:crypto';
import { Logger } from '@nestjs/common';
import { metrics, type Span } from '@opentelemetry/api';
import { judgeVerdict, judgeVersion, type PromptFile, renderMessages } from '@gauntlet/artefacts';
import { type DoubtedText, type Judge, type JudgeQuestion, unasked } from '@gauntlet/checks';
import { type Opinion, toMicrosecond } from '@gauntlet/contracts';
import {
  type ChatCall,
  inChatSpan,
  type ModelProvider,
  type ModelReply,
  ProviderError,
  recordFailure,
  recordReply,
  usageOf,
} from '@gauntlet/models';
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

interface JudgePrompt {
  readonly hash: string;
  readonly prompt: PromptFile;
}

/**
 * Of the texts together with what is encoded in them, and of the background; about 8,000 tokens of prose, which a model reads within its time. Longer
 * texts are not cut: the harm may be in the rest.
 */
const MOST_CHARACTERS = 32_768;
const AGAIN_MS = 3_600_000;
const METER = '@gauntlet/guardrail';

/** Asks a model with a published prompt, whose answer is one of two words. Nothing that goes wrong is thrown. */
export class ModelJudge implements Judge {
  private readonly logger = new Logger(ModelJudge.name);
  private readonly news = new News(AGAIN_MS);
  private readonly asked = metrics.getMeter(METER).createCounter(METRICS.judged);
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
    return { ...said, durationMs: toMicrosecond(performance.now() - startedAt) };
  }

  private async opinionOn(question: JudgeQuestion): Promise<Omit<Opinion, 'durationMs'>> {
    const nothing = (reason: NonNullable<Opinion['reason']>) => unasked(question.prompt, reason);
    const version = this.registry.publishedPrompt(judgeVersion(question.prompt));
    if (!version) return nothing('no_judge');
    if (isTooLong(question)) return nothing('too_long');
    const limitMs = Math.min(this.settings.timeoutMs, shareOfTimeLeft(question));
    if (limitMs < 1) return nothing('late');
    // Who asks for nobody in particular counts as one more tenant.
    if (!this.budget.take(performance.now(), question.request?.tenant ?? '')) return nothing('budget');
    const model = `${this.settings.provider.name}/${this.settings.model}`;
    const answer = await inChatSpan(this.chatOf(question), (span) =>
      this.answerTo(version, { input: materialOf(question), limitMs, span }),
    );
    return { prompt: question.prompt, hash: version.hash, model, ...answer };
  }

  private chatOf({ prompt, request }: JudgeQuestion): ChatCall {
    const { name, version } = judgeVersion(prompt);
    const attributes = {
      [ATTRIBUTES.genAiPromptName]: name,
      [ATTRIBUTES.promptVersion]: version,
      [ATTRIBUTES.tenant]: request?.tenant,
    };
    return { tracer: METER, provider: this.settings.provider.name, model: this.settings.model, attributes };
  }

  private async answerTo(version: JudgePrompt, asked: { input: string; limitMs: number; span: Span }): Promise<Answer> {
    try {
      const reply = await this.complete(version, asked.input, asked.limitMs);
      const verdict = judgeVerdict(reply.text);
      const usage = usageOf(this.settings.provider.name, reply);
      recordReply(asked.span, reply, usage);
      return { verdict, reason: verdict ? null : 'unreadable', usage };
    } catch (error) {
      recordFailure(asked.span, error instanceof ProviderError ? error.code : 'provider_defect');
      return this.failed(error);
    }
  }

  private async complete({ hash, prompt }: JudgePrompt, input: string, limitMs: number): Promise<ModelReply> {
    const { provider, model } = this.settings;
    const messages = renderMessages(prompt, { input, history: [], variables: {}, canary: null });
    const { signal, clear } = deadlineSignal(limitMs);
    // The same question has the same key, also when its event comes again. The hash stands for parameters and schema too.
    const idempotencyKey = createHash('sha256')
      .update(JSON.stringify([model, hash, input]))
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

function isTooLong({ texts, background }: JudgeQuestion): boolean {
  const characters = texts.reduce((sum, text) => sum + lengthOf(text), 0);
  return Math.max(characters, background?.length ?? 0) > MOST_CHARACTERS;
}

function lengthOf({ text, decoded }: DoubtedText): number {
  return decoded.reduce((sum, one) => sum + one.text.length, text.length);
}

/** In ms, half of the time until the deadline: the other half is for what follows, an answer among it. */
function shareOfTimeLeft({ request }: JudgeQuestion): number {
  return request === undefined ? Infinity : (Date.parse(request.deadline) - Date.now()) / 2;
}

function tookTooLong(): never {
  throw new ProviderError('the judge took longer than allowed', { code: 'provider_timeout', retryable: true });
}

/**
 * As JSON, so that no text in it can pass for the end of the material; without `<` and without `[` before a capital, which
 * open the marks of chat templates, such as `<|im_end|>` and `[/INST]`. The `[` of JSON's own list stands before a `{`.
 */
function materialOf({ texts, background }: JudgeQuestion): string {
  const shown = texts.map(({ where, text, decoded }) => ({
    where,
    text,
    ...(decoded.length === 0 ? {} : { decoded }),
  }));
  const material = { ...(background === null ? {} : { background }), texts: shown };
  return JSON.stringify(material).replace(/<|\[(?=\/?[A-Z])/g, (mark) => (mark === '<' ? '\\u003c' : '\\u005b'));
}
