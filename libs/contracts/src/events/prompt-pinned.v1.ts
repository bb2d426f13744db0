import { type Static, Type } from '@sinclair/typebox';
import { ArtefactRef, BackupRef, ModelOverrides, ModelRef, PinCanary, PinGate, PinShadow } from '../parts/pin';
import { Instant, Name } from '../parts/text';

/**
 * From this offset on, requests for the prompt use these versions and models. Published by `gauntlet deploy`, `pin`
 * and `rollback`, and by drift-monitor while a canary ramps; read by every registry; one partition, kept for ever; key:
 * prompt name.
 */
export const PromptPinnedV1 = Type.Object({
  facts: Type.Object({
    prompt: ArtefactRef,
    policy: ArtefactRef,
    model: ModelRef,
    backups: Type.Array(BackupRef, { maxItems: 4 }),
    canary: Type.Union([PinCanary, Type.Null()]),
    shadow: Type.Optional({ ...PinShadow, description: 'absent: no other version answers beside it' }),
    overrides: Type.Optional({
      ...ModelOverrides,
      description: 'from which model and backups were made; absent in events older than this field',
    }),
    tenants: Type.Optional(
      Type.Array(Name, {
        minItems: 1,
        maxItems: 256,
        uniqueItems: true,
        description:
          'who may ask; to others there is no such prompt; absent, as in older events: everybody; the judge’s prompt is then for Gauntlet alone',
      }),
    ),
    gate: Type.Optional({
      ...PinGate,
      description: 'what this pin can show for itself; absent: no gate is required, and none was passed',
    }),
    via: Type.Optional(
      Type.Union(
        [Type.Literal('deploy'), Type.Literal('pin'), Type.Literal('rollback'), Type.Literal('drift-monitor')],
        { description: 'what set it: a deployment keeps what the others set; absent in older events' },
      ),
    ),
    replaces: Type.Optional(
      Type.Integer({
        minimum: 0,
        description:
          'offset of the pin that was judged; where another one is the newest by now, this event changes nothing; absent: it always does',
      }),
    ),
    at: Instant,
    by: Type.String({ minLength: 1 }),
    reason: Type.String({ minLength: 1 }),
  }),
  content: Type.Object({ cannedAnswer: Type.String({ minLength: 1 }) }),
});
export type PromptPinnedV1 = Static<typeof PromptPinnedV1>;
