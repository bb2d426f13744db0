import { Type, type Static } from '@sinclair/typebox';
import { ArtefactRef, BackupRef, ModelRef } from '../parts/pin';
import { Instant } from '../parts/text';

/**
 * From this offset on, requests for the prompt use these versions and models. Published by `gauntlet deploy`, `pin`
 * and `rollback`, read by every registry; one partition, kept for ever; key: prompt name.
 */
export const PromptPinnedV1 = Type.Object({
  facts: Type.Object({
    prompt: ArtefactRef,
    policy: ArtefactRef,
    model: ModelRef,
    backups: Type.Array(BackupRef, { maxItems: 4 }),
    canary: Type.Union([
      Type.Object({ prompt: ArtefactRef, percent: Type.Number({ minimum: 0, maximum: 100 }) }),
      Type.Null(),
    ]),
    at: Instant,
    by: Type.String({ minLength: 1 }),
    reason: Type.String({ minLength: 1 }),
  }),
  content: Type.Object({ cannedAnswer: Type.String({ minLength: 1 }) }),
});
export type PromptPinnedV1 = Static<typeof PromptPinnedV1>;
