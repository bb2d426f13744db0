import { type Static, Type } from '@sinclair/typebox';
import { RenderedPrompt } from '../parts/pin';
import { RequestFacts } from '../parts/request';
import { Trail, Turn } from '../parts/trail';
import { Usage } from '../parts/usage';
import { MaxAnswerCharacters, RenderedContent, ResponseFormat } from './prompt-rendered.v1';

/** Facts about the completion that was taken; the tries before it are in the trail's attempts. */
export const CompletionFacts = Type.Object({
  source: Type.Union([Type.Literal('primary'), Type.Literal('backup'), Type.Literal('canned')]),
  provider: Type.Union([Type.String(), Type.Null()], { description: 'null when canned' }),
  model: Type.Union([Type.String(), Type.Null()], { description: 'null when canned' }),
  finishReason: Type.Union([Type.String(), Type.Null()]),
  usage: Type.Union([Usage, Type.Null()], { description: 'of this completion alone' }),
});
export type CompletionFacts = Static<typeof CompletionFacts>;

/** What a model said, unchecked. Published by model-invoker, read by the output guardrail; key: request id. */
export const CompletionGeneratedV1 = Type.Object({
  facts: Type.Object({
    request: RequestFacts,
    trail: Trail,
    turn: Turn,
    responseFormat: ResponseFormat,
    maxAnswerCharacters: MaxAnswerCharacters,
    prompt: RenderedPrompt,
    completion: CompletionFacts,
  }),
  content: Type.Composite([RenderedContent, Type.Object({ completion: Type.String() })]),
});
export type CompletionGeneratedV1 = Static<typeof CompletionGeneratedV1>;
