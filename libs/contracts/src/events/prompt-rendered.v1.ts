import { type Static, Type } from '@sinclair/typebox';
import { RenderedPrompt } from '../parts/pin';
import { ChatMessage, RequestContent, RequestFacts } from '../parts/request';
import { Trail, Turn } from '../parts/trail';

/** Texts of a rendered prompt; every later event carries them on. */
export const RenderedContent = Type.Composite([
  RequestContent,
  Type.Object({
    messages: Type.Array(ChatMessage, { minItems: 1 }),
    canary: Type.String({ minLength: 8, description: 'secret mark in the system message; in an answer it is a leak' }),
  }),
]);
export type RenderedContent = Static<typeof RenderedContent>;

/** What the output must look like. */
export const ResponseFormat = Type.Union([
  Type.Object({ type: Type.Literal('text') }),
  Type.Object({ type: Type.Literal('json_schema'), schema: Type.Record(Type.String(), Type.Unknown()) }),
]);
export type ResponseFormat = Static<typeof ResponseFormat>;

/** The prompt's own limit for an answer, which every turn of a request keeps to. */
export const MaxAnswerCharacters = Type.Optional(
  Type.Integer({
    minimum: 1,
    maximum: 262_144,
    description: 'in UTF-16 units; absent when the prompt has none of its own, and in events older than this field',
  }),
);

/**
 * Messages ready for a model. Published by prompt-render (turn 0) and by the output guardrail for the one
 * repair turn (turn 1), read by model-invoker; key: request id.
 */
export const PromptRenderedV1 = Type.Object({
  facts: Type.Object({
    request: RequestFacts,
    trail: Trail,
    turn: Turn,
    responseFormat: ResponseFormat,
    maxAnswerCharacters: MaxAnswerCharacters,
    prompt: RenderedPrompt,
  }),
  content: Type.Composite([
    RenderedContent,
    Type.Object({
      backupMessages: Type.Optional(
        Type.Array(ChatMessage, {
          minItems: 1,
          description:
            'for backups with a prompt version of their own; absent when there is none, and in the repair turn',
        }),
      ),
    }),
  ]),
});
export type PromptRenderedV1 = Static<typeof PromptRenderedV1>;
