import { type Static, type TProperties, Type } from '@sinclair/typebox';
import { Uuid } from '../parts/text';
import { nullable } from './nullable';
import { ending } from './request-record';
import { AttemptRecord, VerdictRecord } from './trail-records';

/** What OpenAI's shape has no room for. */
export const GauntletExtension = Type.Object(
  {
    request_id: Uuid,
    ...ending,
    pin: Type.Integer({ minimum: 0, description: 'offset of the pin that was in force' }),
    recorded: Type.Boolean({
      description: 'false: Kafka could not be reached, this canned answer has no record yet',
    }),
    attempts: Type.Array(AttemptRecord, { description: 'calls of models, also of answers that were thrown away' }),
    verdicts: Type.Array(VerdictRecord),
    cost_usd: nullable(
      Type.Number({ minimum: 0 }),
      'US dollars of all attempts; null when a part of it is unknown, and then the attempts say what is known',
    ),
  },
  { description: 'what OpenAI’s shape has no room for' },
);
export type GauntletExtension = Static<typeof GauntletExtension>;

/** Tokens in OpenAI's words. */
const ChatUsage = Type.Object(
  {
    prompt_tokens: Type.Integer({ minimum: 0 }),
    completion_tokens: Type.Integer({ minimum: 0 }),
    total_tokens: Type.Integer({ minimum: 0 }),
  },
  { description: 'of all attempts' },
);

const FinishReason = Type.Union([Type.Literal('stop'), Type.Literal('length'), Type.Literal('content_filter')], {
  description: '`content_filter` for a blocked request',
});
const head = {
  id: Type.String({ description: '`chatcmpl-` and the id of the request' }),
  created: Type.Integer({ description: 'seconds since 1970' }),
  model: Type.String({ description: 'name of the prompt that was asked', examples: ['support-agent'] }),
};

function choice<T extends TProperties>(said: T) {
  return Type.Object({ index: Type.Literal(0), ...said, logprobs: Type.Null() });
}

const WholeChoice = choice({
  message: Type.Object({ role: Type.Literal('assistant'), content: Type.String(), refusal: Type.Null() }),
  finish_reason: FinishReason,
});

/** OpenAI's `chat.completion`, extended by `gauntlet`. */
export const ChatCompletion = Type.Object(
  {
    ...head,
    object: Type.Literal('chat.completion'),
    choices: Type.Unsafe<[Static<typeof WholeChoice>]>(Type.Array(WholeChoice, { minItems: 1, maxItems: 1 })),
    usage: Type.Optional({ ...ChatUsage, description: 'of all attempts; absent when a part of it is unknown' }),
    gauntlet: GauntletExtension,
  },
  { description: 'OpenAI’s chat.completion, extended by `gauntlet`' },
);
export type ChatCompletion = Static<typeof ChatCompletion>;

/** One chunk of a stream: the role, the text, the reason of its end with `gauntlet`, and if wished the usage. */
export const ChatCompletionChunk = Type.Object(
  {
    ...head,
    object: Type.Literal('chat.completion.chunk'),
    choices: Type.Array(
      choice({
        delta: Type.Object({
          role: Type.Optional(Type.Literal('assistant')),
          content: Type.Optional(Type.String()),
          refusal: Type.Optional(Type.Null()),
        }),
        finish_reason: nullable(FinishReason, 'null until the text is whole'),
      }),
      { maxItems: 1, description: 'empty in the chunk that holds the usage' },
    ),
    usage: Type.Optional(
      nullable(ChatUsage, 'there when `stream_options.include_usage` asks for it; null but in the last chunk'),
    ),
    gauntlet: Type.Optional({ ...GauntletExtension, description: 'in the chunk with the `finish_reason`' }),
  },
  { description: 'data of one server-sent event of a stream; after the last one comes `[DONE]`' },
);
export type ChatCompletionChunk = Static<typeof ChatCompletionChunk>;
