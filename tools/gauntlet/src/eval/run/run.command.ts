import { basename, join } from 'node:path';
import {
  ArtefactFileError,
  checkVariables,
  contentHash,
  type PromptFile,
  PromptVariablesError,
  type Row,
} from '@gauntlet/artefacts';
import { type ArtefactRef, type FieldProblem, TOPICS } from '@gauntlet/contracts';
import { promptJudges, promptScorers } from '@gauntlet/scoring';
import type { Settings } from '@gauntlet/statistics';
import { reachKafka } from '../../kafka/reach-kafka';
import type { RegistryState } from '../../kafka/registry-state';
import { withRegistry } from '../../kafka/with-kafka';
import { table } from '../../terminal/table';
import type { Terminal } from '../../terminal/terminal';
import { type EvalExit, exitCodeOf, exitCodeOfGate } from '../eval-exit';
import { chosenGate, type GateChoice, requireMetrics } from '../gate/gate';
import { gateLine, ruleTable } from '../gate/gate-report';
import { hasAllRows } from '../gate/gated-event';
import { tellGate } from '../gate/tell-gate';
import { findJudges } from '../judge/find-judges';
import { trafficLines, trafficRows } from '../rehearsal/rehearsal';
import { withoutTexts, writtenRows } from '../rehearsal/run-rows';
import type { TrafficWanted } from '../rehearsal/traffic-sample';
import { htmlReport } from '../report/html-report';
import { markdownReport } from '../report/markdown-report';
import type { ToldRun } from '../report/told-run';
import { announcedLine } from './announced';
import { carryOut, type RunLimits } from './carry-out';
import { CutOffError, NothingToScoreError } from './run.errors';
import { RunFolder } from './run-folder';
import { runLines, runValue } from './run-report';
import { summaryOf } from './summary';
import { variantLine } from './variant';
import { baselineOf, candidateOf, publishVersions, type WantedVariants } from './variants';

/** What a run compares, on which rows, and how. */
export interface RunOptions extends WantedVariants, Omit<Settings, 'bounds'>, Omit<GateChoice, 'prompt'> {
  /** A `.jsonl` file. Default: the `testData` of the candidate. */
  readonly dataset?: string | undefined;
  /** Recorded requests in place of a dataset. */
  readonly traffic?: TrafficWanted | undefined;
  readonly repeats: number;
  readonly limits: RunLimits;
}

/** Scorers give 0 to 1. */
const BOUNDS = { least: 0, greatest: 1 };
const MOST_PROBLEMS = 20;

/**
 * Asks each row of both variants through the running Gauntlet, and prints what the answers of the candidate are worth beside
 * those of the baseline, and what the gate says of it, which is told as an event, too. Cut off, the same command goes on
 * with the run.
 * @throws ArtefactFileError, PinRefusedError, NothingToScoreError before anything is asked; a retry doesn't help.
 * @throws CutOffError when not all was answered; the same command asks the rest.
 */
export function runEvaluation(asked: RunOptions, terminal: Terminal): Promise<EvalExit> {
  const { gate, options, note } = chosenGate(asked, { ...asked, prompt: asked.candidate.name });
  return withRegistry(async (state, app) => {
    // Before anything is paid whose result nobody could be told.
    await reachKafka([TOPICS.gated], () => Promise.resolve());
    const { artefacts } = state.projection;
    const baseline = baselineOf(options, state);
    for (const line of await publishVersions(options, process.cwd(), { state, app })) terminal.line(`publish  ${line}`);
    const variants = [baseline, candidateOf(options, state)] as const;
    const candidate = fileOf(variants[1].trial.prompt, artefacts);
    const label = `${options.candidate.name}@${options.candidate.version}`;
    const { repeats, traffic, limits } = options;
    const source = traffic ? trafficRows(options.candidate.name, traffic) : writtenRows(options.dataset, candidate);
    const scorers = source.scorers(promptScorers(candidate, label));
    const judges = await findJudges(promptJudges(candidate, label), process.cwd(), { state, app });
    const question = [source.content, variants, repeats, ...judges.map(({ name, way, trial }) => [name, way, trial])];
    const content = contentHash(JSON.stringify(question)).slice(0, 16);
    const folder = RunFolder.find(join(process.env.GAUNTLET_DATA_DIR ?? '.gauntlet', 'evals'), content);
    const dataset = await source.rows(folder);
    const evaluators = [...scorers, ...judges].map(({ name }) => name);
    if (evaluators.length === 0 || dataset.rows.length === 0) throw new NothingToScoreError(label, evaluators.length);
    requireMetrics(gate, evaluators, label);
    for (const variant of variants) {
      requireFittingRows(dataset.rows, fileOf(variant.trial.prompt, artefacts), variantLine(variant));
      terminal.line(`${variant.side.padEnd(9)} ${variantLine(variant)}`);
    }
    terminal.line(`rows      ${announcedLine(dataset.rows, options)}`);
    terminal.line(`gate      ${note}`);
    if (dataset.traffic) for (const line of trafficLines(dataset.traffic, dataset.rows.length)) terminal.line(line);
    const plan = { folder, rows: dataset.rows, keepsTexts: source.keepsTexts, variants, repeats, scorers, judges };
    const carriedOut = await carryOut(plan, limits, app);
    if (carriedOut.cutOff) throw new CutOffError(carriedOut.cutOff, carriedOut.progress.line);
    const settings = { margin: options.margin, alpha: options.alpha, bounds: BOUNDS };
    const summary = summaryOf({ ...plan, ...carriedOut, scorers: [...scorers, ...judges] }, settings);
    const rows = source.keepsTexts ? dataset.rows : dataset.rows.map(withoutTexts);
    const named = { name: nameOf(options, label), version: dataset.version };
    const outcome = await tellGate({ ...plan, ...carriedOut, summary, gate, dataset: named }, app);
    const told = { ...plan, ...carriedOut, rows, dataset: dataset.version, summary, settings };
    report({ ...told, gate: gate.hash === null ? null : outcome }, folder, terminal);
    return gate.hash === null ? exitCodeOf(summary.verdict) : exitCodeOfGate(outcome.verdict);
  });
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

// Ingress would refuse them one by one, each after its question was published.
function requireFittingRows(rows: readonly Row[], prompt: PromptFile, variant: string): void {
  const problems = rows.flatMap(({ id, variables }) => problemsOf(prompt, variables, `row ${id}`));
  if (problems.length > 0) throw new ArtefactFileError(`the rows for ${variant}`, problems.slice(0, MOST_PROBLEMS));
}

function problemsOf(prompt: PromptFile, variables: Row['variables'], row: string): FieldProblem[] {
  try {
    checkVariables(prompt, variables);
    return [];
  } catch (error) {
    if (!(error instanceof PromptVariablesError)) throw error;
    return error.problems.map(({ field, problem }) => ({ field: `${row} ${field}`, problem }));
  }
}

function report(told: ToldRun, folder: RunFolder, terminal: Terminal): void {
  const { run, summary, settings, gate } = told;
  const value = { ...runValue(run, summary, settings), gate };
  folder.finish(value, { 'report.md': markdownReport(told), 'report.html': htmlReport(told) });
  const [verdict = '', ...lines] = runLines(summary, settings);
  for (const line of [gate ? gateLine(gate) : verdict, ...lines]) terminal.line(line);
  if (gate) for (const line of ['', ...table(ruleTable(gate)), '']) terminal.line(line);
  if (!hasAllRows(told.rows.length)) terminal.line('rows      analytics.gate_rows has the first 1,000 of them');
  for (const name of ['result.json', 'report.md', 'report.html']) terminal.line(`written   ${join(folder.path, name)}`);
  terminal.value(value);
}
