import { type Static, Type } from '@sinclair/typebox';
import { RenderedPrompt } from '../parts/pin';
import { ChatMessage, HistoryMessage, RequestFacts } from '../parts/request';
import { StringMap } from '../parts/text';
import { StageName, Trail } from '../parts/trail';
import { CompletionFacts } from './completion-generated.v1';

/** How a request ended: a model's answer, a refusal by a check, or the canned safe answer. */
export const Outcome = Type.Union([Type.Literal('answered'), Type.Literal('blocked'), Type.Literal('canned')]);
export type Outcome = Static<typeof Outcome>;

/** What was done to the answer on its way. */
export const Flag = Type.Union([Type.Literal('repaired'), Type.Literal('redacted'), Type.Literal('fallback')]);
export type Flag = Static<typeof Flag>;

/**
 * A candidate for the answer, and the whole record. All candidates of a request share event id and key, so they
 * meet in one partition: the first by offset is the answer, later ones are superseded.
 * Published by whichever stage ends the request, read by ingress, eval-scorer and drift-monitor; key: request id.
 */
export const ResponseReleasedV1 = Type.Object({
  facts: Type.Object({
    request: RequestFacts,
    trail: Trail,
    prompt: RenderedPrompt,
    outcome: Outcome,
    flags: Type.Array(Flag, { uniqueItems: true }),
    reason: Type.Union([Type.String(), Type.Null()], { description: 'stable code; null for a plain answer' }),
    releasedBy: StageName,
    completion: Type.Union([CompletionFacts, Type.Null()], { description: 'null when no model was asked' }),
  }),
  content: Type.Object({
    input: Type.String(),
    history: Type.Array(HistoryMessage),
    variables: StringMap,
    messages: Type.Array(ChatMessage, { description: 'empty when the request ended before rendering' }),
    answer: Type.String(),
  }),
});
export type ResponseReleasedV1 = Static<typeof ResponseReleasedV1>;
