import { Type, type Static } from '@sinclair/typebox';
import { Instant, Milliseconds, Name } from './text';

const stages = ['ingress', 'guardrail.input', 'prompt-render', 'model-invoker', 'guardrail.output'] as const;

/** A serving stage; the guardrail's two sides are two stages. */
export const Stage = Type.Union(stages.map((stage) => Type.Literal(stage)));
export type Stage = (typeof stages)[number];

/** Turn 0 is the first answer, turn 1 the one repair turn. */
export const Turn = Type.Integer({ minimum: 0, maximum: 1 });

/** When a stage worked on the request, and for how long; waiting between stages is not in it. */
export const StageTiming = Type.Object({
  stage: Stage,
  turn: Turn,
  instance: Type.String({ description: 'the process that did it' }),
  startedAt: Instant,
  durationMs: Milliseconds,
});
export type StageTiming = Static<typeof StageTiming>;

const verdictOutcomes = ['pass', 'flag', 'redact', 'repair', 'block', 'error'] as const;

/** What one check said. `error` means that the check itself failed; the policy says whether that blocks. */
export const Verdict = Type.Object({
  side: Type.Union([Type.Literal('input'), Type.Literal('output')]),
  turn: Turn,
  check: Name,
  outcome: Type.Union(verdictOutcomes.map((outcome) => Type.Literal(outcome))),
  reason: Type.Union([Type.String(), Type.Null()], { description: 'stable code, never text of the request' }),
  durationMs: Milliseconds,
});
export type Verdict = Static<typeof Verdict>;

/** Cost is null, never 0, for a model that the price table doesn't know. */
export const Usage = Type.Object({
  inputTokens: Type.Integer({ minimum: 0 }),
  outputTokens: Type.Integer({ minimum: 0 }),
  costUsd: Type.Union([Type.Number({ minimum: 0 }), Type.Null()]),
  priceTable: Type.Optional(
    Type.String({
      description:
        'name and version of the table that gave the cost; absent where there is no cost, in sums over several calls, and in events older than this field',
    }),
  ),
});
export type Usage = Static<typeof Usage>;

/** How the ledger took part: `claimed` paid anew, `replayed` used a stored result, `unreachable` went on without it. */
export const LedgerUse = Type.Union([Type.Literal('claimed'), Type.Literal('replayed'), Type.Literal('unreachable')]);

/** One call of a model, successful or not. */
export const Attempt = Type.Object({
  turn: Turn,
  rung: Type.Integer({ minimum: 0, description: '0 is the pinned model, 1… its backups' }),
  number: Type.Integer({ minimum: 1, description: 'counts the tries on this rung' }),
  promptVersion: Type.Optional(
    Type.String({ description: 'version of the prompt that was asked with; absent in events older than this field' }),
  ),
  provider: Type.String(),
  model: Type.String(),
  startedAt: Instant,
  durationMs: Milliseconds,
  outcome: Type.Union([Type.Literal('succeeded'), Type.Literal('failed')]),
  errorCode: Type.Union([Type.String(), Type.Null()]),
  usage: Type.Union([Usage, Type.Null()]),
  ledger: LedgerUse,
  cut: Type.Boolean({ description: 'took over a call whose owner died: it may have been paid before' }),
});
export type Attempt = Static<typeof Attempt>;

/** What the stages before did. Every stage appends and none removes, so the last event is the whole record. */
export const Trail = Type.Object({
  stages: Type.Array(StageTiming),
  verdicts: Type.Array(Verdict),
  attempts: Type.Array(Attempt),
});
export type Trail = Static<typeof Trail>;
