import { type Static, Type } from '@sinclair/typebox';
import { ArtefactRef, ModelRef } from '../parts/pin';
import { ContentHash, Instant } from '../parts/text';

/** How much of a run one event holds, so that it stays below Kafka's limit for a record. */
export const GATE_LIMITS = { rows: 1_000, metrics: 32, rules: 64, models: 16 } as const;

/** What a gate came to. Only a pass is evidence. */
export const GateVerdict = Type.Union([Type.Literal('pass'), Type.Literal('fail'), Type.Literal('not enough data')]);
export type GateVerdict = Static<typeof GateVerdict>;

const Bound = Type.Union([Type.Number(), Type.Null()], { description: 'null: open on this side' });
const Score = Type.Union([Type.Number(), Type.Null()], { description: 'mean of the repeats; null: none' });

/** A prompt version with all that its answers depend on, but for its backups. */
export const GatedVariant = Type.Object({ prompt: ArtefactRef, policy: ArtefactRef, model: ModelRef });
export type GatedVariant = Static<typeof GatedVariant>;

/** What one rule of a gate came to. */
export const RuleResult = Type.Object({
  rule: Type.String({ minLength: 1, maxLength: 400, description: 'as it stands in the gate file' }),
  verdict: GateVerdict,
  metric: Type.Union([Type.String(), Type.Null()], { description: 'that decided; null for a rule about all of them' }),
  value: Type.Union([Type.Number(), Type.Null()], { description: 'the estimate that the interval is of' }),
  interval: Type.Union([Type.Object({ low: Bound, high: Bound }), Type.Null()]),
  rowsNeeded: Type.Union([Type.Integer({ minimum: 1 }), Type.Null()], {
    description: 'about how many rows it takes where there is not enough data; null: not known',
  }),
  detail: Type.String({ maxLength: 2_000, description: 'for a person; names rows, never their texts' }),
});
export type RuleResult = Static<typeof RuleResult>;

/**
 * What a run of graded rows said about a candidate. Published by `gauntlet eval run`, read by `gauntlet pin` and `deploy` as
 * evidence and by eval-scorer's recorder; one partition, kept for ever; key: prompt name. No text of a row is in it.
 */
export const PromptGatedV1 = Type.Object({
  facts: Type.Object({
    run: Type.String({ minLength: 1, maxLength: 64 }),
    candidate: GatedVariant,
    baseline: GatedVariant,
    models: Type.Array(Type.String(), {
      maxItems: GATE_LIMITS.models,
      description: 'provider/model as it answered for the candidate, such as a dated snapshot; those of backups, too',
    }),
    dataset: Type.Object({
      name: Type.String({ minLength: 1, maxLength: 256 }),
      version: Type.String({ minLength: 1, maxLength: 64, description: 'hash of what its rows say' }),
    }),
    gate: Type.Union([ContentHash, Type.Null()], {
      description: 'hash of the gate file; null for a run by the options of its command, which is no evidence',
    }),
    judge: Type.Union([Type.String({ minLength: 1, maxLength: 1_024 }), Type.Null()], {
      description: 'the judges that scored, such as judge-helpfulness@v1, by comma; null: no judge did',
    }),
    verdict: GateVerdict,
    rules: Type.Array(RuleResult, { maxItems: GATE_LIMITS.rules }),
    rows: Type.Integer({ minimum: 0 }),
    repeats: Type.Integer({ minimum: 1 }),
    at: Instant,
    by: Type.String({ minLength: 1 }),
  }),
  content: Type.Object({
    rows: Type.Array(Type.String(), {
      maxItems: GATE_LIMITS.rows,
      description: 'ids, in the order of the dataset; the first ones where there are more',
    }),
    metrics: Type.Array(
      Type.Object({
        name: Type.String({ maxLength: 256 }),
        baseline: Type.Array(Score, { maxItems: GATE_LIMITS.rows, description: 'one for each of `rows`' }),
        candidate: Type.Array(Score, { maxItems: GATE_LIMITS.rows, description: 'one for each of `rows`' }),
      }),
      { maxItems: GATE_LIMITS.metrics },
    ),
  }),
});
export type PromptGatedV1 = Static<typeof PromptGatedV1>;
