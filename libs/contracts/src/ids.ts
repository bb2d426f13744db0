import { v5 } from 'uuid';
import type { Stage } from './pipeline';

/** Namespace of all Gauntlet ids, drawn once at random; changing it would break every idempotency promise. */
const GAUNTLET_NAMESPACE = '6b0e4f0c-6f0a-4c2f-9d3e-51a4c9a1f7d2';

function derive(...parts: readonly (string | number)[]): string {
  return v5(JSON.stringify(parts), GAUNTLET_NAMESPACE);
}

/** Request id of an Idempotency-Key: the same tenant and key are the same request, on every instance, after any restart. */
export function requestIdOfKey(tenant: string, idempotencyKey: string): string {
  return derive('key', tenant, idempotencyKey);
}

/** Request id of a submitted event, so that a producer's repeat is the same request. */
export function requestIdOfSubmission(tenant: string, source: string, id: string): string {
  return derive('submission', tenant, source, id);
}

/** Event id of what a stage publishes for a request; depends on the turn, never on the delivery attempt. */
export function stageEventId(requestId: string, stage: Stage, turn: number): string {
  return derive(requestId, stage, turn);
}

/** The one event id that all candidates for a request's answer share. */
export function releasedEventId(requestId: string): string {
  return derive(requestId, 'released');
}

/** Event id of a score; scoring the same answer again with the same scorer version is the same event. */
export function scoreEventId(requestId: string, scorer: string, version: string): string {
  return derive(requestId, 'score', scorer, version);
}

/** Id of an alert or of its change of state, from the parts that make it one (monitor, prompt, window, …). */
export function alertId(...parts: readonly string[]): string {
  return derive('alert', ...parts);
}

/** Event id of a published artefact version; publishing the same content again is the same event. */
export function publishedEventId(kind: string, name: string, version: string, hash: string): string {
  return derive('published', kind, name, version, hash);
}

/** Event id of the result of a run; telling it again is the same event. */
export function gatedEventId(run: string): string {
  return derive('gated', run);
}

/** Event id of what a ramp decides about a pin, by the offset of that pin: several instances that decide alike say the same. */
export function rampDecisionId(pinOffset: number, decision: string): string {
  return derive('ramp', pinOffset, decision);
}

/** Stands for a conversation where its name, which a caller chose, must not be kept. */
export function conversationId(tenant: string, conversation: string): string {
  return derive('conversation', tenant, conversation);
}
