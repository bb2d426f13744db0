import { type Static, Type } from '@sinclair/typebox';
import { Opinion } from '../parts/opinion';
import { ChatMessage } from '../parts/request';
import { Instant, Milliseconds } from '../parts/text';
import { ProviderReason, StageName, TriedAttempt, Turn, Verdict } from '../parts/trail';
import { nullable } from './nullable';

const rung = Type.Integer({ minimum: 0, description: '0 is the pinned model, 1 and more are its backups' });
const tokens = (which: string) => nullable(Type.Integer({ minimum: 0 }), `${which} tokens; null when nobody knows`);
const cost = nullable(Type.Number({ minimum: 0 }), 'US dollars; null when nobody knows, never 0 for an unknown cost');
const turn = { ...Turn, description: '0 is the first answer, 1 the one repair turn' };

/** What a judge said of texts in doubt, as callers see it. */
export const OpinionRecord = Type.Object({
  prompt: Opinion.properties.prompt,
  hash: Opinion.properties.hash,
  model: Opinion.properties.model,
  verdict: Opinion.properties.verdict,
  reason: Opinion.properties.reason,
  input_tokens: tokens('input'),
  output_tokens: tokens('output'),
  cost_usd: cost,
  duration_ms: Opinion.properties.durationMs,
});
export type OpinionRecord = Static<typeof OpinionRecord>;

/** What one check said, as callers see it. */
export const VerdictRecord = Type.Object({
  side: { ...Verdict.properties.side, description: 'whether the check saw the input or the output' },
  turn,
  check: { ...Verdict.properties.check, examples: ['pii'] },
  outcome: { ...Verdict.properties.outcome, description: '`error`: the check itself failed' },
  reason: Verdict.properties.reason,
  cause: Type.Optional({ ...Verdict.properties.cause, description: 'of an `error`: which option or what failed' }),
  version: Verdict.properties.version,
  score: Verdict.properties.score,
  zone: Verdict.properties.zone,
  found: Verdict.properties.found,
  shadow: Verdict.properties.shadow,
  judge: Type.Optional(OpinionRecord),
  duration_ms: Milliseconds,
});
export type VerdictRecord = Static<typeof VerdictRecord>;

const attempt = {
  turn,
  rung,
  number: Type.Integer({ minimum: 1, description: 'counts the tries on this rung' }),
  provider: Type.String(),
  model: Type.String(),
  outcome: Type.Union([Type.Literal('succeeded'), Type.Literal('failed'), Type.Literal('skipped')], {
    description: '`skipped`: no call was made, and `error_code` says why',
  }),
  error_code: nullable(Type.String(), 'stable; null for a call that succeeded'),
  provider_reason: nullable(ProviderReason, 'why the provider refused, in its own codes; null when it did not'),
  input_tokens: tokens('input'),
  output_tokens: tokens('output'),
  cost_usd: cost,
  maybe_billed: Type.Boolean({ description: 'the call may have been paid although nobody knows its tokens' }),
  ledger: nullable(
    TriedAttempt.properties.ledger,
    '`claimed` paid anew, `replayed` used a stored result, `unreachable` went on without; null for `skipped`',
  ),
  cut: Type.Boolean({ description: 'took over a call whose owner died: it may have been paid before' }),
  started_at: Instant,
  duration_ms: Milliseconds,
};

/** One step on the ladder of models, as callers see it. */
export const AttemptRecord = Type.Object(attempt);
export type AttemptRecord = Static<typeof AttemptRecord>;

/** When a stage worked on the request, and for how long: the data of a `stage` event. */
export const StageTimingRecord = Type.Object({
  stage: StageName,
  turn,
  instance: Type.String({ description: 'the process that did it' }),
  started_at: Instant,
  duration_ms: { ...Milliseconds, description: 'work alone; waiting between stages is not in it' },
});
export type StageTimingRecord = Static<typeof StageTimingRecord>;

/** A stage with what it found. */
export const StageRecord = Type.Object({
  ...StageTimingRecord.properties,
  verdicts: Type.Optional(Type.Array(VerdictRecord, { description: 'of a guardrail' })),
  messages: Type.Optional(
    Type.Array(ChatMessage, {
      description: 'of prompt-render: what the model was asked; without `system` unless the key has `prompts:read`',
    }),
  ),
  attempts: Type.Optional(
    Type.Array(
      Type.Object({
        ...attempt,
        parameters: nullable(
          Type.Record(Type.String(), Type.Unknown()),
          'what the model was asked with; null when the pin does not say it',
        ),
      }),
      { description: 'of model-invoker' },
    ),
  ),
});
export type StageRecord = Static<typeof StageRecord>;
