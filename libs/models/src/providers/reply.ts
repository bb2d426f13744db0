import { noText } from '../failures';
import type { ModelReply, TokenCounts } from '../model-provider';
import { wordOrNull } from './foreign-word';
import { withoutReasoning } from './without-reasoning';

/** What a wire format finds in a body that came with status 200; nothing but the tokens is checked yet. */
export interface FoundReply {
  /** Whom the body came from, and which model was asked there. */
  readonly provider: string;
  readonly askedModel: string;
  readonly text: string;
  readonly finishReason: unknown;
  readonly model: unknown;
  readonly responseId: unknown;
  readonly tokens: TokenCounts;
}

/**
 * The reply of a body: reasoning is left out, and names that can't be names are the asked model's or none.
 * @throws ProviderError when no text is in it; what it cost is kept.
 */
export function replyOf({ provider, askedModel, ...found }: FoundReply): ModelReply {
  const model = wordOrNull(found.model) ?? askedModel;
  const finishReason = wordOrNull(found.finishReason);
  const text = withoutReasoning(found.text);
  if (text.trim() === '') throw noText(provider, finishReason, { model, ...found.tokens });
  return { ...found.tokens, text, finishReason, model, responseId: wordOrNull(found.responseId) ?? '' };
}

/** The texts of an answer's content: a string, or an array whose text parts belong together. */
export function textIn(content: unknown): string {
  if (typeof content === 'string') return content;
  return Array.isArray(content) ? content.map(textOfPart).join('') : '';
}

function textOfPart(part: unknown): string {
  if (typeof part === 'string') return part;
  const { type, text } = fieldsOf(part);
  return (type === 'text' || type === 'output_text') && typeof text === 'string' ? text : '';
}

/** The fields of a JSON value, none for anything but an object. */
export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}
