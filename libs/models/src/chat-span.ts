import { type Attributes, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { Usage } from '@gauntlet/contracts';
import { ATTRIBUTES } from '@gauntlet/telemetry';
import type { ModelReply } from './model-provider';

/** Who asks which model. */
export interface ChatCall {
  /** The package that asks, such as `@gauntlet/guardrail`. */
  readonly tracer: string;
  readonly provider: string;
  readonly model: string;
  /** What is known of the call beside its model: facts, never a text. */
  readonly attributes: Attributes;
}

/** Runs one call of a model inside its `chat {model}` span, by OpenTelemetry's GenAI conventions. The span never holds a text. */
export async function inChatSpan<T>(call: ChatCall, work: (span: Span) => Promise<T>): Promise<T> {
  const { provider, model } = call;
  const attributes = {
    [ATTRIBUTES.genAiOperation]: 'chat',
    [ATTRIBUTES.genAiProvider]: provider,
    [ATTRIBUTES.genAiRequestModel]: model,
    ...call.attributes,
  };
  const tracer = trace.getTracer(call.tracer);
  return tracer.startActiveSpan(`chat ${model}`, { kind: SpanKind.CLIENT, attributes }, async (span) => {
    try {
      return await work(span);
    } finally {
      span.end();
    }
  });
}

/** Writes what the model answered into its span. */
export function recordReply(span: Span, reply: ModelReply, usage: Usage | null): void {
  span.setAttributes({
    [ATTRIBUTES.genAiResponseModel]: reply.model,
    [ATTRIBUTES.genAiResponseId]: reply.responseId,
    [ATTRIBUTES.genAiFinishReasons]: reply.finishReason === null ? [] : [reply.finishReason],
    [ATTRIBUTES.genAiInputTokens]: reply.inputTokens ?? undefined,
    [ATTRIBUTES.genAiOutputTokens]: reply.outputTokens ?? undefined,
    [ATTRIBUTES.costUsd]: usage?.costUsd ?? undefined,
  });
}

/** Marks the span as failed with a stable code. */
export function recordFailure(span: Span, code: string): void {
  span.setStatus({ code: SpanStatusCode.ERROR, message: code }).setAttribute(ATTRIBUTES.errorType, code);
}
