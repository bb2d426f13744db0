import { type Static, Type } from '@sinclair/typebox';
import { ContentHash, Milliseconds } from './text';
import { Usage } from './usage';

const verdicts = ['harmful', 'harmless'] as const;
const reasons = ['no_judge', 'too_long', 'budget', 'late', 'failed', 'unreadable'] as const;

/** What a judge said of texts whose score is in doubt, or why it said nothing and `grey` of the policy was followed. */
export const Opinion = Type.Object({
  prompt: Type.String({ maxLength: 160, description: 'name@version of the judge’s prompt' }),
  hash: Type.Union([ContentHash, Type.Null()], { description: 'of that version; null when no model was asked' }),
  model: Type.Union([Type.String({ maxLength: 260 }), Type.Null()], {
    description: 'provider/model; null when no model was asked',
  }),
  verdict: Type.Union([...verdicts.map((verdict) => Type.Literal(verdict)), Type.Null()], {
    description: 'null when there is none, and `reason` says why',
  }),
  reason: Type.Union([...reasons.map((reason) => Type.Literal(reason)), Type.Null()], {
    description: 'why there is no verdict; null when there is one',
  }),
  usage: Type.Union([Usage, Type.Null()], { description: 'null when nothing was spent or nobody knows how much' }),
  durationMs: { ...Milliseconds, description: 'of the question alone, which is a part of the check’s' },
});
export type Opinion = Static<typeof Opinion>;
