import { join } from 'node:path';
import { contentHash, type Dataset, type PromptFile, readDatasetFile, rowsOfPrompt } from '@gauntlet/artefacts';
import type { ArtefactRef } from '@gauntlet/contracts';
import { promptScorers } from '@gauntlet/scoring';
import type { Settings, Verdict } from '@gauntlet/statistics';
import type { RegistryState } from '../../kafka/registry-state';
import { withRegistry } from '../../kafka/with-kafka';
import type { Terminal } from '../../terminal/terminal';
import { type CarriedOut, carryOut, type RunLimits } from './carry-out';
import { CutOffError, NothingToScoreError } from './run.errors';
import { runLines, runValue } from './run-report';
import { type Summary, summaryOf } from './summary';
import { variantLine } from './variant';
import { publishVersions, variantsOf, type WantedVariants } from './variants';

/** What a run compares, on which rows, and how. */
export interface RunOptions extends WantedVariants, Omit<Settings, 'bounds'> {
  /** A `.jsonl` file. Default: the `testData` of the candidate. */
  readonly dataset?: string | undefined;
  readonly repeats: number;
  readonly limits: Omit<RunLimits, 'parent'>;
}

/** Scorers give 0 to 1. */
const BOUNDS = { least: 0, greatest: 1 };

/**
 * Asks each row of both variants through the running Gauntlet, and prints what the answers of the candidate are worth beside
 * those of the baseline. Cut off, the same command goes on with the run.
 * @throws ArtefactFileError, PinRefusedError, NothingToScoreError before anything is asked; a retry doesn't help.
 * @throws CutOffError when not all was asked; the same command asks the rest.
 */
export function runEvaluation(options: RunOptions, terminal: Terminal): Promise<Verdict> {
  return withRegistry(async (state, app) => {
    for (const line of await publishVersions(options, process.cwd(), { state, app })) terminal.line(`publish  ${line}`);
    const variants = variantsOf(options, state);
    const prompt = candidateFile(variants[1]?.trial.prompt, state.projection.artefacts);
    const label = `${options.candidate.name}@${options.candidate.version}`;
    const scorers = promptScorers(prompt, label);
    const dataset = datasetOf(options.dataset, prompt);
    if (scorers.length === 0 || dataset.rows.length === 0) throw new NothingToScoreError(label, scorers.length);
    for (const variant of variants) terminal.line(`${variant.side.padEnd(9)} ${variantLine(variant)}`);
    const { repeats } = options;
    const content = contentHash(JSON.stringify([dataset.version, variants, repeats])).slice(0, 16);
    const plan = { content, rows: dataset.rows, variants, repeats, scorers };
    const parent = join(process.env.GAUNTLET_DATA_DIR ?? '.gauntlet', 'evals');
    const carriedOut = await carryOut(plan, { ...options.limits, parent }, app);
    if (carriedOut.cutOff) throw new CutOffError(carriedOut.cutOff, carriedOut.progress.line);
    const summary = summaryOf({ ...plan, ...carriedOut }, { ...options, bounds: BOUNDS });
    report(carriedOut, summary, terminal);
    return summary.verdict;
  });
}

function candidateFile(ref: ArtefactRef | undefined, artefacts: RegistryState['projection']['artefacts']): PromptFile {
  const file = ref && artefacts.prompt(ref);
  // What was planned names read versions only.
  if (!file) throw new Error('the version of the candidate was planned and is not there');
  return file;
}

function datasetOf(path: string | undefined, prompt: PromptFile): Dataset {
  if (path !== undefined) return readDatasetFile(path);
  const rows = rowsOfPrompt(prompt);
  return { rows, version: contentHash(JSON.stringify(rows)) };
}

function report(carriedOut: CarriedOut, summary: Summary, terminal: Terminal): void {
  const value = runValue(carriedOut, summary);
  carriedOut.folder.finish(value);
  for (const line of runLines(summary)) terminal.line(line);
  if (carriedOut.unanswered.length > 0)
    terminal.line(`${carriedOut.unanswered.length} questions got no answer in time`);
  terminal.line(`result    ${join(carriedOut.folder.path, 'result.json')}`);
  terminal.value(value);
}
