import { type Static, Type } from '@sinclair/typebox';
import { ArtefactRef } from '../parts/pin';
import { Instant, Name, Uuid, Version } from '../parts/text';
import { Outcome } from './response-released.v1';

/** How many answers one score can stand for at most. */
export const MAX_SAMPLING_WEIGHT = 1_000_000;

/** One score of one answer by one scorer version. Published by eval-scorer, read by its recorder and drift-monitor; key: request id. */
export const OutputScoredV1 = Type.Object({
  facts: Type.Object({
    requestId: Uuid,
    tenant: Name,
    acceptedAt: Instant,
    prompt: ArtefactRef,
    outcome: Outcome,
    scorer: Type.Object({ name: Name, version: Version }),
    score: Type.Number({ minimum: 0, maximum: 1, description: '1 is best' }),
    label: Type.Union([Type.String(), Type.Null()]),
    sampling: Type.Object({
      reason: Type.Union(
        ['sample', 'guarded', 'fallback', 'disliked'].map((reason) =>
          Type.Literal(reason as 'sample' | 'guarded' | 'fallback' | 'disliked'),
        ),
      ),
      weight: Type.Number({
        minimum: 1,
        maximum: MAX_SAMPLING_WEIGHT,
        description: 'inverse of the chance to be scored',
      }),
    }),
  }),
  content: Type.Object({ explanation: Type.Union([Type.String(), Type.Null()]) }),
});
export type OutputScoredV1 = Static<typeof OutputScoredV1>;
