import { type Static, Type } from '@sinclair/typebox';
import { TypeCompiler } from '@sinclair/typebox/compiler';
import type { GauntletEvent } from './event-map';
import { ArtefactRef } from './parts/pin';
import { ChatMessage, RequestContent, RequestFacts } from './parts/request';
import { Trail } from './parts/trail';
import type { Stage } from './pipeline';
import { EMPTY_TRAIL, requestEvent, withoutMark } from './request-events';
import { TOPICS } from './topics';

/** The least that must be readable of an event to give its caller the canned answer. */
const KnownRequest = Type.Object({
  facts: Type.Object({ request: RequestFacts }),
  content: RequestContent,
});
type KnownRequest = Static<typeof KnownRequest>;

const knownRequest = TypeCompiler.Compile(KnownRequest);
const trail = TypeCompiler.Compile(Trail);
const prompt = TypeCompiler.Compile(ArtefactRef);
const messages = TypeCompiler.Compile(Type.Array(ChatMessage));

/** Why the canned answer was given; stable codes. */
export type CannedReason = 'deadline_exceeded' | 'dead_lettered' | 'models_exhausted';

/**
 * The canned answer for whatever request a value of any stage carries, or null when no request is readable in it.
 * Works on malformed events too: only the request's facts and texts must be whole, a broken trail is left out.
 */
export function cannedRelease(
  value: unknown,
  { stage, reason }: { stage: Stage; reason: CannedReason },
): GauntletEvent<typeof TOPICS.released> | null {
  if (!knownRequest.Check(value)) return null;
  const { facts, content }: KnownRequest = value;
  const rest = value as {
    facts: { trail?: unknown; prompt?: unknown };
    content: { messages?: unknown; canary?: unknown };
  };
  return requestEvent(TOPICS.released, stage, {
    facts: {
      request: facts.request,
      trail: trail.Check(rest.facts.trail) ? rest.facts.trail : EMPTY_TRAIL,
      prompt: prompt.Check(rest.facts.prompt) ? rest.facts.prompt : undefined,
      outcome: 'canned',
      flags: [],
      reason,
      releasedBy: stage,
      completion: null,
    },
    content: {
      input: content.input,
      history: content.history,
      variables: content.variables,
      messages: recordable(rest.content),
      answer: content.cannedAnswer,
    },
  });
}

function recordable({ messages: sent, canary }: { messages?: unknown; canary?: unknown }): ChatMessage[] {
  if (!messages.Check(sent)) return [];
  return typeof canary === 'string' && canary !== '' ? withoutMark(sent, canary) : sent;
}
