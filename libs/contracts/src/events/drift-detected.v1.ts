import { type Static, Type } from '@sinclair/typebox';
import { Instant, Name, Uuid, Version } from '../parts/text';

/** An alert raised or resolved. Published by drift-monitor, read by whoever pages people; key: prompt name. */
export const DriftDetectedV1 = Type.Object({
  facts: Type.Object({
    alertId: Uuid,
    monitor: Name,
    state: Type.Union([Type.Literal('raised'), Type.Literal('resolved')]),
    prompt: Type.Object({ name: Name, version: Version }),
    metric: Name,
    value: Type.Number(),
    threshold: Type.Number(),
    samples: Type.Integer({ minimum: 0, description: 'answers in the window' }),
    window: Type.Object({ start: Instant, end: Instant }),
  }),
  content: Type.Object({ summary: Type.String({ description: 'one line for a person; numbers only' }) }),
});
export type DriftDetectedV1 = Static<typeof DriftDetectedV1>;
