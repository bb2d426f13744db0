import { type Static, Type } from '@sinclair/typebox';
import { STAGES } from '../pipeline';
import { Opinion } from './opinion';
import { Instant, Milliseconds, Name } from './text';
import { Usage } from './usage';

/** As `Stage` of the pipeline. */
export const StageName = Type.Union(STAGES.map((stage) => Type.Literal(stage)));

/** Turn 0 is the first answer, turn 1 the one repair turn. */
export const Turn = Type.Integer({ minimum: 0, maximum: 1 });

/** When a stage worked on the request, and for how long; waiting between stages is not in it. */
export const StageTiming = Type.Object({
  stage: StageName,
  turn: Turn,
  instance: Type.String({ description: 'the process that did it' }),
  startedAt: Instant,
  durationMs: Milliseconds,
});
export type StageTiming = Static<typeof StageTiming>;

const verdictOutcomes = ['pass', 'flag', 'redact', 'repair', 'block', 'error'] as const;

/** A part of a text in which a check found something: what and where, never the words. */
const FoundPart = Type.Object({
  type: Type.String({ maxLength: 64, description: 'such as EMAIL_ADDRESS' }),
  where: Type.String({ maxLength: 200, description: 'input, history/0, variables/<name> or answer' }),
  start: Type.Integer({ minimum: 0, description: 'UTF-16 code units of the text as the check got it' }),
  end: Type.Integer({ minimum: 0, description: 'behind the part' }),
});

/** Parts that one verdict names; what is found beyond them is found all the same. */
export const MOST_FOUND_PARTS = 20;

const zones = ['allow', 'judge', 'block'] as const;

/** What one check said. `error` means that the check itself failed; the policy says whether that blocks. */
export const Verdict = Type.Object({
  side: Type.Union([Type.Literal('input'), Type.Literal('output')]),
  turn: Turn,
  check: Name,
  outcome: Type.Union(verdictOutcomes.map((outcome) => Type.Literal(outcome))),
  reason: Type.Union([Type.String(), Type.Null()], { description: 'stable code, never text of the request' }),
  cause: Type.Optional(
    Type.String({
      maxLength: 500,
      description:
        'of an `error`: which option or what failed, never text of the request; absent otherwise and in older events',
    }),
  ),
  version: Type.Optional(
    Type.String({
      maxLength: 64,
      description: 'of the rules that the check finds by, or of its detector; absent in older events',
    }),
  ),
  score: Type.Optional(Type.Number({ minimum: 0, maximum: 1, description: 'of a check that scores: the highest' })),
  zone: Type.Optional(
    Type.Union(
      zones.map((zone) => Type.Literal(zone)),
      { description: 'of a check that scores: where the score lies between its two thresholds' },
    ),
  ),
  found: Type.Optional(
    Type.Array(FoundPart, { maxItems: MOST_FOUND_PARTS, description: 'absent when nothing was found' }),
  ),
  shadow: Type.Optional(
    Type.Union(
      verdictOutcomes.map((outcome) => Type.Literal(outcome)),
      { description: 'of a check that only watches: what would have followed; its outcome is pass' },
    ),
  ),
  judge: Type.Optional({
    ...Opinion,
    description: 'of a score in the zone judge where the policy names a judge; absent otherwise and in older events',
  }),
  durationMs: Milliseconds,
});
export type Verdict = Static<typeof Verdict>;

/** How the ledger took part: `claimed` paid anew, `replayed` used a stored result, `unreachable` went on without it. */
const LedgerUse = Type.Union([Type.Literal('claimed'), Type.Literal('replayed'), Type.Literal('unreachable')]);

const ProviderWord = Type.Union([Type.String({ maxLength: 128 }), Type.Null()]);

/** Why a provider refused, in its own codes; never its message, which may quote the prompt or the key. */
export const ProviderReason = Type.Object({
  status: Type.Integer({ minimum: 100, maximum: 599, description: 'HTTP status' }),
  code: ProviderWord,
  type: ProviderWord,
  param: ProviderWord,
});
export type ProviderReason = Static<typeof ProviderReason>;

/** What every attempt says, made or not. */
const step = {
  turn: Turn,
  rung: Type.Integer({ minimum: 0, maximum: 100, description: '0 is the pinned model, 1… its backups' }),
  number: Type.Integer({ minimum: 1, maximum: 1_000, description: 'counts the tries on this rung' }),
  promptVersion: Type.Optional(
    Type.String({ description: 'version of the prompt that was asked with; absent in events older than this field' }),
  ),
  provider: Type.String(),
  model: Type.String(),
  startedAt: Instant,
  cut: Type.Boolean({ description: 'took over a call whose owner died: it may have been paid before' }),
};

/** One call of a model, successful or not. */
export const TriedAttempt = Type.Object({
  ...step,
  durationMs: Milliseconds,
  outcome: Type.Union([Type.Literal('succeeded'), Type.Literal('failed')]),
  errorCode: Type.Union([Type.String(), Type.Null()]),
  providerReason: Type.Optional({
    ...ProviderReason,
    description: 'absent when the provider did not refuse by a status, and in events older than this field',
  }),
  usage: Type.Union([Usage, Type.Null()], {
    description: 'also of an answer that was thrown away; null when nothing was spent or nobody knows how much',
  }),
  maybeBilled: Type.Optional(
    Type.Boolean({
      description:
        'true when usage is null because nobody knows it, as after a timeout; absent when usage says it or nothing was spent, and in events older than this field',
    }),
  ),
  ledger: LedgerUse,
});
export type TriedAttempt = Static<typeof TriedAttempt>;

/** A call that was not made: the model had no free place, no time was left, or another process held the call. */
export const SkippedAttempt = Type.Object({
  ...step,
  outcome: Type.Literal('skipped'),
  errorCode: Type.String({ description: 'why no call was made' }),
});
export type SkippedAttempt = Static<typeof SkippedAttempt>;

/** What a rung of the ladder came to, try by try. Events older than `skipped` have such a step as a failed call. */
export const Attempt = Type.Unsafe<TriedAttempt | SkippedAttempt>(Type.Union([TriedAttempt, SkippedAttempt]));
export type Attempt = Static<typeof Attempt>;

/** What the stages before did. Every stage appends and none removes, so the last event is the whole record. */
export const Trail = Type.Object({
  stages: Type.Array(StageTiming),
  verdicts: Type.Array(Verdict),
  attempts: Type.Array(Attempt),
});
export type Trail = Static<typeof Trail>;
