import type { Row } from '@gauntlet/artefacts';
import { type GauntletEvent, OWN_TENANT, requestIdOfSubmission, TOPICS } from '@gauntlet/contracts';
import type { Side, Variant } from './variant';

/** One question of a run: a row, put to one variant, for the first, second, … time. */
export interface Call {
  readonly row: Row;
  readonly variant: Variant;
  /** From 1. */
  readonly repeat: number;
  /** The same whenever the run goes on, so that the ledger pays it once. */
  readonly requestId: string;
  readonly event: GauntletEvent<typeof TOPICS.submitted>;
}

/** Where an answer belongs in its run. */
export interface CallPlace {
  readonly row: string;
  readonly side: Side;
  readonly repeat: number;
}

/** `source` of every event of a run. */
export const EVAL_SOURCE = '/gauntlet/eval';
/** How long a request may take; as long as a judge's question. */
export const EVAL_TIMEOUT_MS = 60_000;

/** All questions of a run: both sides of a row follow each other, so that both meet the same hour and the same load. */
export function callsOf(
  run: string,
  asked: { readonly rows: readonly Row[]; readonly variants: readonly Variant[]; readonly repeats: number },
  startedAt: string,
): Call[] {
  const { rows, variants, repeats } = asked;
  return Array.from({ length: repeats }, (_, index) => index + 1).flatMap((repeat) =>
    rows.flatMap((row) => variants.map((variant) => callOf(run, { row, variant, repeat }, startedAt))),
  );
}

export function placeOf({ row, variant, repeat }: Call): CallPlace {
  return { row: row.id, side: variant.side, repeat };
}

type Asked = Pick<Call, 'row' | 'variant' | 'repeat'>;

function callOf(run: string, { row, variant, repeat }: Asked, startedAt: string): Call {
  const id = [run, variant.side, row.id, repeat].join('/');
  const tags = { eval_run: run, eval_row: row.id, eval_side: variant.side, eval_repeat: String(repeat) };
  const { input, history, variables } = row;
  const event: Call['event'] = {
    topic: TOPICS.submitted,
    id,
    key: id,
    source: EVAL_SOURCE,
    time: startedAt,
    facts: {
      tenant: OWN_TENANT,
      prompt: variant.trial.prompt.name,
      tags,
      timeoutMs: EVAL_TIMEOUT_MS,
      trial: variant.trial,
    },
    content: { input, history: [...history], variables: { ...variables } },
  };
  return { row, variant, repeat, requestId: requestIdOfSubmission(OWN_TENANT, EVAL_SOURCE, id), event };
}
