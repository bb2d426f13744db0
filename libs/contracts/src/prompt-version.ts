import type { ArtefactRef, ModelRef, Pin } from './parts/pin';
import type { RequestFacts } from './parts/request';

/**
 * The prompt version that backups of a pin are asked with instead of the pin's own. Undefined when there is none: no
 * backup names one, or it is the version that this request's pin has anyway.
 */
export function backupPrompt({ prompt, backups }: Pin): ArtefactRef | undefined {
  const named = backups.find((backup) => backup.prompt)?.prompt;
  return named?.hash === prompt.hash ? undefined : named;
}

/** The prompt version that an answer came from, and its messages were rendered from: the pin's, or that of a backup. */
export function answeringPrompt(facts: { readonly request: RequestFacts; readonly prompt?: ArtefactRef }): ArtefactRef {
  return facts.prompt ?? facts.request.pin.prompt;
}

/** What an attempt asked: the model and parameters of its rung. Undefined for a rung that the pin doesn't have. */
export function askedModel({ model, backups }: Pin, { rung }: { readonly rung: number }): ModelRef | undefined {
  return rung === 0 ? model : backups[rung - 1];
}
