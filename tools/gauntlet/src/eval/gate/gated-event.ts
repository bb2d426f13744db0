import type { ArtefactRef } from '@gauntlet/contracts';
import { GATE_LIMITS, gatedEventId, type GatedVariant, type GauntletEvent, TOPICS } from '@gauntlet/contracts';
import type { Judge } from '../judge/judge-call';
import { RowScores } from '../run/metric';
import type { Variant } from '../run/variant';
import type { Decidable } from './decide-rule';
import type { Gate } from './gate';
import type { GateOutcome } from './gate-outcome';

/** A run that a gate has decided. */
export interface GatedRun extends Decidable {
  readonly run: string;
  readonly startedAt: string;
  readonly by: string;
  /** Baseline first. */
  readonly variants: readonly [Variant, Variant];
  readonly dataset: { readonly name: string; readonly version: string };
  readonly repeats: number;
  readonly judges: readonly Pick<Judge, 'prompt'>[];
  readonly gate: Gate;
  readonly outcome: GateOutcome;
}

const SOURCE = '/gauntlet/eval';
const DIGITS = 6;
const LONGEST_NAME = 256;

/** The result of a run as an event. It depends on the run alone, so telling it again is a repeat. */
export function gatedEvent(told: GatedRun): GauntletEvent<typeof TOPICS.gated> {
  const { run, startedAt, by, variants, dataset, repeats, gate, outcome, rows } = told;
  const [baseline, candidate] = variants.map(({ trial }) => variantOf(trial)) as [GatedVariant, GatedVariant];
  return {
    topic: TOPICS.gated,
    id: gatedEventId(run),
    key: candidate.prompt.name,
    source: SOURCE,
    time: startedAt,
    facts: {
      ...{ run, candidate, baseline, models: modelsOf(told), dataset, gate: gate.hash, judge: judgesIn(told) },
      ...{ verdict: outcome.verdict, rules: [...outcome.rules], rows: rows.length, repeats, at: startedAt, by },
    },
    content: scoresOf(told),
  };
}

/** Whether the event has all rows of the run. */
export function hasAllRows(rows: number): boolean {
  return rows <= GATE_LIMITS.rows;
}

function variantOf({ prompt, policy, model }: Record<'prompt' | 'policy', ArtefactRef> & GatedVariant): GatedVariant {
  return { prompt, policy, model };
}

function judgesIn({ judges }: GatedRun): string | null {
  const versions = judges.map(({ prompt: { name, version } }) => `${name}@${version}`);
  return versions.length === 0 ? null : [...new Set(versions)].sort().join(', ');
}

function modelsOf({ answers }: Decidable): string[] {
  const models = answers.filter(({ side }) => side === 'candidate').flatMap(({ model }) => model ?? []);
  return [...new Set(models)].sort().slice(0, GATE_LIMITS.models);
}

function scoresOf({ rows, answers, summary }: Decidable): GauntletEvent<typeof TOPICS.gated>['content'] {
  const ids = rows.slice(0, GATE_LIMITS.rows).map(({ id }) => id);
  const metrics = summary.metrics.slice(0, GATE_LIMITS.metrics).map(({ name }) => {
    const scores = new RowScores(name, answers);
    const of = (side: 'baseline' | 'candidate') => ids.map((id) => rounded(scores.mean(id, side)));
    return { name: name.slice(0, LONGEST_NAME), baseline: of('baseline'), candidate: of('candidate') };
  });
  return { rows: ids, metrics };
}

function rounded(score: number | undefined): number | null {
  return score === undefined ? null : Number(score.toFixed(DIGITS));
}
