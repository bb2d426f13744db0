import type { Row } from '@gauntlet/artefacts';
import type { Settings } from '@gauntlet/statistics';
import type { GateOutcome } from '../gate/gate-outcome';
import type { GivenAnswer } from '../run/given-answer';
import type { Summary } from '../run/summary';
import type { Variant } from '../run/variant';

/** A finished run, with all that a report tells of it. */
export interface ToldRun {
  readonly run: string;
  readonly startedAt: string;
  /** Baseline first. */
  readonly variants: readonly Variant[];
  /** Hash of what the rows say. */
  readonly dataset: string;
  readonly repeats: number;
  readonly rows: readonly Row[];
  readonly answers: readonly GivenAnswer[];
  readonly summary: Summary;
  readonly settings: Settings;
  /** Null for a run that no gate file decides. */
  readonly gate: GateOutcome | null;
}
