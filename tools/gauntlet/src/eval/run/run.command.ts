import { TOPICS } from '@gauntlet/contracts';
import { type RegistryProjection, wasInForce } from '@gauntlet/registry';
import type { Settings } from '@gauntlet/statistics';
import { reachKafka } from '../../kafka/reach-kafka';
import { withRegistry } from '../../kafka/with-kafka';
import type { Terminal } from '../../terminal/terminal';
import type { EvalExit } from '../eval-exit';
import { chosenGate, type GateChoice } from '../gate/gate';
import { trafficLines } from '../rehearsal/rehearsal';
import type { TrafficWanted } from '../rehearsal/traffic-sample';
import { announcedLine } from './announced';
import { carryOut, type RunLimits } from './carry-out';
import { concludeRun } from './conclude-run';
import { type PreparedRun, prepareRun } from './prepare-run';
import { CutOffError } from './run.errors';
import { variantLine } from './variant';
import type { WantedVariants } from './variants';

/** What a run compares, on which rows, and how. */
export interface RunOptions extends WantedVariants, Omit<Settings, 'bounds'>, Omit<GateChoice, 'prompt'> {
  /** A `.jsonl` file. Default: the `testData` of the candidate. */
  readonly dataset?: string | undefined;
  /** Recorded requests in place of a dataset. */
  readonly traffic?: TrafficWanted | undefined;
  readonly repeats: number;
  /** Ends as soon as there is a verdict. */
  readonly sequential: boolean;
  /** Takes answers of earlier runs to identical calls that are at most so old, in milliseconds. Default: none. */
  readonly reuse?: number | undefined;
  readonly limits: RunLimits;
}

/**
 * Asks each row of both variants through the running Gauntlet, and prints what the answers of the candidate are worth beside
 * those of the baseline, and what the gate says of it, which is told as an event, too. Cut off, the same command goes on
 * with the run.
 * @throws as {@link prepareRun} does before anything is asked; a retry doesn't help.
 * @throws CutOffError when not all was answered; the same command asks the rest.
 */
export function runEvaluation(asked: RunOptions, terminal: Terminal): Promise<EvalExit> {
  const { gate, options, note } = chosenGate(asked, { ...asked, prompt: asked.candidate.name });
  return withRegistry(async (state, app) => {
    // Before anything is paid whose result nobody could be told.
    await reachKafka([TOPICS.gated], () => Promise.resolve());
    const prepared = await prepareRun(options, gate, { state, app });
    const said = note + baselineNote(prepared, state.projection);
    for (const line of announced(prepared, said)) terminal.line(line);
    const carriedOut = await carryOut(prepared, options.limits, app);
    if (carriedOut.cutOff) throw new CutOffError(carriedOut.cutOff, carriedOut.progress.line);
    return concludeRun(prepared, carriedOut, { app, terminal });
  });
}

function baselineNote({ gate, variants: [{ trial }] }: PreparedRun, registry: RegistryProjection): string {
  if (gate.hash === null || wasInForce(trial, registry.usablePins(trial.prompt.name))) return '';
  return '; the baseline was never in force, so the run is no evidence for a pin';
}

function announced({ published, variants, rows, dataset, settings }: PreparedRun, note: string): string[] {
  return [
    ...published.map((line) => `publish   ${line}`),
    ...variants.map((variant) => `${variant.side.padEnd(9)} ${variantLine(variant)}`),
    `rows      ${announcedLine(rows, settings)}`,
    ...(dataset.traffic ? trafficLines(dataset.traffic, rows.length) : []),
    `gate      ${note}`,
  ];
}
