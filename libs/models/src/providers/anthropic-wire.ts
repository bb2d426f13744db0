import type Anthropic from '@anthropic-ai/sdk';
import { invalidResponse } from '../failures';
import type { ModelCall, ModelReply, TokenCounts } from '../model-provider';
import { fieldsOf, replyOf, textIn } from './reply';
import { countOrNull, tokenCounts } from './token-counts';

type Parameters = Anthropic.MessageCreateParamsNonStreaming;

/** Anthropic demands a limit; this one applies when the pin says neither `max_tokens` nor `max_completion_tokens`. */
const DEFAULT_MAX_TOKENS = 1_024;

const FINISH_REASONS: ReadonlyMap<unknown, string> = new Map([
  ['end_turn', 'stop'],
  ['stop_sequence', 'stop'],
  ['max_tokens', 'length'],
  ['model_context_window_exceeded', 'length'],
  ['refusal', 'content_filter'],
]);

/** The parameters of a call: the pin's as they are, then what Gauntlet decides. System messages go where they belong. */
export function messageParameters({ model, messages, parameters, responseFormat }: ModelCall): Parameters {
  const system = messages.flatMap(({ role, content }) => (role === 'system' ? [content] : []));
  // A prompt file knows one limit for all providers; what the pin says in Anthropic's own word goes before it.
  const { max_completion_tokens: limit = DEFAULT_MAX_TOKENS, ...own } = parameters;
  const turns = messages.flatMap(({ role, content }) => (role === 'system' ? [] : [{ role, content }]));
  return {
    max_tokens: limit as number,
    ...formatOf(responseFormat),
    ...own,
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
 * @throws ProviderError when it holds no text.
 */
export function messageFrom(provider: string, body: unknown, askedModel: string): ModelReply {
  const { content, stop_reason, usage, model, id } = fieldsOf(body);
  const tokens = tokensOf(usage);
  if (!Array.isArray(content)) throw invalidResponse(provider, 'without content', { model: askedModel, ...tokens });
  const finishReason = FINISH_REASONS.get(stop_reason) ?? stop_reason;
  return replyOf({ provider, askedModel, text: textIn(content), finishReason, model, responseId: id, tokens });
}

// Anthropic counts what it read from and wrote to its cache beside the input; here they are part of it.
function tokensOf(usage: unknown): TokenCounts {
  const { input_tokens, output_tokens, cache_read_input_tokens, cache_creation_input_tokens } = fieldsOf(usage);
  const parts = [input_tokens, cache_read_input_tokens ?? 0, cache_creation_input_tokens ?? 0].map(countOrNull);
  const input = parts.includes(null) ? null : parts.reduce<number>((sum, part) => sum + (part ?? 0), 0);
  return tokenCounts({
    input,
    output: output_tokens,
    cached: cache_read_input_tokens,
    cacheWrite: cache_creation_input_tokens,
  });
}
