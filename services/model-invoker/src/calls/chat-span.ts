import { type Attributes, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { Usage } from '@gauntlet/contracts';
import type { ModelReply } from '@gauntlet/models';
import { ATTRIBUTES } from '@gauntlet/telemetry';
import type { Rung } from '../rung';

/** Runs one call of a model inside its `chat {model}` span. Facts only: the span never holds a text. */
export async function inChatSpan<T>(rung: Rung, number: number, work: (span: Span) => Promise<T>): Promise<T> {
  const options = { kind: SpanKind.CLIENT, attributes: requestAttributes(rung, number) };
  const tracer = trace.getTracer('@gauntlet/model-invoker');
  return tracer.startActiveSpan(`chat ${rung.model.model}`, options, async (span) => {
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

function requestAttributes({ key, model }: Rung, number: number): Attributes {
  return {
    [ATTRIBUTES.genAiOperation]: 'chat',
    [ATTRIBUTES.genAiProvider]: model.provider,
    [ATTRIBUTES.genAiRequestModel]: model.model,
    [ATTRIBUTES.requestId]: key.requestId,
    [ATTRIBUTES.turn]: key.turn,
    [ATTRIBUTES.attemptRung]: key.rung,
    [ATTRIBUTES.attemptNumber]: number,
  };
}
