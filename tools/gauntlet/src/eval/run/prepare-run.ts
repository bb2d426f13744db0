import { basename, join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { contentHash, type PromptFile } from '@gauntlet/artefacts';
import type { ArtefactRef } from '@gauntlet/contracts';
import { promptJudges, promptScorers } from '@gauntlet/scoring';
import type { Settings } from '@gauntlet/statistics';
import type { RegistryState } from '../../kafka/registry-state';
import { type Gate, requireCriticalRows, requireMetrics } from '../gate/gate';
import { findJudges } from '../judge/find-judges';
import { EarlierAnswers } from '../kept/earlier-answers';
import { RunFolder } from '../kept/run-folder';
import { trafficRows } from '../rehearsal/rehearsal';
import { type RunRows, writtenRows } from '../rehearsal/run-rows';
import type { RunPlan } from './carry-out';
import { requireFittingRows } from './fitting-rows';
import { Looks } from './looks';
import type { RunOptions } from './run.command';
import { NothingToScoreError } from './run.errors';
import { type Variant, variantLine } from './variant';
import { baselineOf, candidateOf, publishVersions } from './variants';

/** A run that can begin: all that is wrong with it was found before anything is paid. */
export interface PreparedRun extends RunPlan {
  /** Baseline first. */
  readonly variants: readonly [Variant, Variant];
  readonly gate: Gate;
  readonly settings: Settings;
  /** Name and version of the rows; of recorded traffic also what was drawn. */
  readonly dataset: Omit<RunRows, 'rows'> & { readonly name: string };
  /** What was published for it, for a person. */
  readonly published: readonly string[];
}

/** Scorers give 0 to 1. */
const BOUNDS = { least: 0, greatest: 1 };

/**
 * Publishes what a run needs and draws its rows.
 * @throws ArtefactFileError, PinRefusedError, NothingToScoreError, SequentialRunError; a retry doesn't help.
 */
export async function prepareRun(
  options: RunOptions,
  gate: Gate,
  registry: { readonly state: RegistryState; readonly app: INestApplicationContext },
): Promise<PreparedRun> {
  const { state } = registry;
  const { artefacts } = state.projection;
  const baseline = baselineOf(options, state);
  const published = await publishVersions(options, process.cwd(), registry);
  const variants = [baseline, candidateOf(options, state)] as const;
  const candidate = fileOf(variants[1].trial.prompt, artefacts);
  const label = `${options.candidate.name}@${options.candidate.version}`;
  const { repeats, traffic, margin, alpha } = options;
  const source = traffic ? trafficRows(options.candidate.name, traffic) : writtenRows(options.dataset, candidate);
  const scorers = source.scorers(promptScorers(candidate, label));
  const judges = await findJudges(promptJudges(candidate, label), process.cwd(), registry);
  const asked = [source.content, variants, repeats, ...judges.map(({ name, way, trial }) => [name, way, trial])];
  const content = contentHash(JSON.stringify([...asked, ...(options.sequential ? ['sequential'] : [])])).slice(0, 16);
  const folder = RunFolder.find(join(process.env.GAUNTLET_DATA_DIR ?? '.gauntlet', 'evals'), content);
  const { rows, ...dataset } = await source.rows(folder);
  const evaluators = [...scorers, ...judges].map(({ name }) => name);
  if (evaluators.length === 0 || rows.length === 0) throw new NothingToScoreError(label, evaluators.length);
  requireMetrics(gate, evaluators, label);
  requireCriticalRows(gate, rows);
  for (const variant of variants) {
    requireFittingRows(rows, fileOf(variant.trial.prompt, artefacts), variantLine(variant));
  }
  const settings = { margin, alpha, bounds: BOUNDS };
  const looks = options.sequential ? Looks.at(rows, { repeats, scorers, judges, settings, content }) : null;
  return {
    ...{ folder, rows: looks?.asked ?? rows, keepsTexts: source.keepsTexts, variants: [...variants], repeats },
    ...{
      scorers,
      judges,
      looks,
      gate,
      settings,
      published,
      earlier: earlierAnswers(options, judges.length, source.keepsTexts),
    },
    dataset: { ...dataset, name: nameOf(options, label) },
  };
}

// Judges look at the record of an answer, and of a rehearsal no text is kept.
function earlierAnswers({ reuse }: RunOptions, judges: number, keepsTexts: boolean): EarlierAnswers | null {
  if (reuse === undefined || judges > 0 || !keepsTexts) return null;
  return new EarlierAnswers(join(process.env.GAUNTLET_DATA_DIR ?? '.gauntlet', 'evals', 'earlier'), reuse);
}

function nameOf({ dataset, traffic }: Pick<RunOptions, 'dataset' | 'traffic'>, label: string): string {
  if (traffic) return 'traffic';
  return dataset === undefined ? `testData of ${label}` : basename(dataset);
}

function fileOf(ref: ArtefactRef, artefacts: RegistryState['projection']['artefacts']): PromptFile {
  const file = artefacts.prompt(ref);
  // What was planned names read versions only.
  if (!file) throw new Error(`${ref.name}@${ref.version} was planned and is not there`);
  return file;
}
