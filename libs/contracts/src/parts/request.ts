import { type Static, Type } from '@sinclair/typebox';
import { Pin } from './pin';
import { Instant, Name, StringMap, Uuid } from './text';

/** What ingress fixed about a request; no later stage changes any of it. */
export const RequestFacts = Type.Object({
  id: Uuid,
  tenant: Name,
  origin: Type.Union([Type.Literal('http'), Type.Literal('kafka')]),
  acceptedAt: Instant,
  deadline: Instant,
  conversation: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 256,
      description: 'absent when the caller has none; makes canaries sticky',
    }),
  ),
  tags: StringMap,
  pin: Pin,
});
export type RequestFacts = Static<typeof RequestFacts>;

/** An earlier turn of the conversation, as the caller sent it. A caller never speaks as `system`. */
export const HistoryMessage = Type.Object({
  role: Type.Union([Type.Literal('user'), Type.Literal('assistant')]),
  content: Type.String(),
});
export type HistoryMessage = Static<typeof HistoryMessage>;

/** A message as the model gets it. Roles come from the prompt file and the history, never from rendered text. */
export const ChatMessage = Type.Object({
  role: Type.Union([Type.Literal('system'), Type.Literal('user'), Type.Literal('assistant')]),
  content: Type.String(),
});
export type ChatMessage = Static<typeof ChatMessage>;

/** The texts of a request, apart from its facts so that they can be sealed without touching those. */
export const RequestContent = Type.Object({
  input: Type.String(),
  history: Type.Array(HistoryMessage),
  variables: StringMap,
  cannedAnswer: Type.String({ minLength: 1, description: 'the safe answer of the pin, for whoever has to give up' }),
});
export type RequestContent = Static<typeof RequestContent>;
