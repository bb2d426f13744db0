import type Anthropic from '@anthropic-ai/sdk';
import { invalidResponse } from '../failures';
import type { ModelCall, ModelReply, TokenCounts } from '../model-provider';
import { countOrNull } from './count';

type Parameters = Anthropic.MessageCreateParamsNonStreaming;

/** Anthropic demands a limit; this one applies when the pin doesn't say `max_tokens`. */
const DEFAULT_MAX_TOKENS = 1_024;

const FINISH_REASONS: Readonly<Record<string, string>> = {
  end_turn: 'stop',
  stop_sequence: 'stop',
  max_tokens: 'length',
  model_context_window_exceeded: 'length',
  refusal: 'content_filter',
};

/** The parameters of a call: the pin's as they are, then what Gauntlet decides. System messages go where they belong. */
export function messageParameters({ model, messages, parameters, responseFormat }: ModelCall): Parameters {
  const system = messages.flatMap(({ role, content }) => (role === 'system' ? [content] : []));
  const turns = messages.flatMap(({ role, content }) => (role === 'system' ? [] : [{ role, content }]));
  return {
    max_tokens: DEFAULT_MAX_TOKENS,
    ...formatOf(responseFormat),
    ...parameters,
    ...(system.length === 0 ? {} : { system: system.join('\n\n') }),
    model,
    messages: turns,
    stream: false,
  };
}

function formatOf(format: ModelCall['responseFormat']): Pick<Parameters, 'output_config'> {
  if (format.type === 'text') return {};
  return { output_config: { format: { type: 'json_schema', schema: format.schema } } };
}

/**
 * Reads a body that came with status 200; finish reasons are told in OpenAI's words.
 * @throws ProviderError `provider_invalid_response`, worth a retry, when it holds no text.
 */
export function messageFrom(provider: string, body: unknown, askedModel: string): ModelReply {
  if (typeof body !== 'object' || body === null) throw invalidResponse(provider, 'not with a JSON object');
  const { content, stop_reason, usage, model, id } = body as Partial<Anthropic.Message>;
  if (!Array.isArray(content)) throw invalidResponse(provider, 'without content');
  const text = content.map((block) => (block?.type === 'text' ? block.text : '')).join('');
  if (text === '') throw invalidResponse(provider, 'without a text');
  return {
    text,
    finishReason: stop_reason ? (FINISH_REASONS[stop_reason] ?? stop_reason) : null,
    ...tokensOf(usage),
    model: typeof model === 'string' ? model : askedModel,
    responseId: typeof id === 'string' ? id : '',
  };
}

// Anthropic counts what it read from and wrote to its cache beside the input; here they are part of it.
function tokensOf(usage: Partial<Anthropic.Usage> | undefined): TokenCounts {
  const input = countOrNull(usage?.input_tokens);
  const cachedInputTokens = countOrNull(usage?.cache_read_input_tokens) ?? 0;
  const cacheWriteInputTokens = countOrNull(usage?.cache_creation_input_tokens) ?? 0;
  return {
    inputTokens: input === null ? null : input + cachedInputTokens + cacheWriteInputTokens,
    outputTokens: countOrNull(usage?.output_tokens),
    cachedInputTokens,
    cacheWriteInputTokens,
  };
}
