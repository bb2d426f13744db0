import {
  contentHash,
  type Dataset,
  type PromptFile,
  readDatasetFile,
  type Row,
  rowsOfPrompt,
} from '@gauntlet/artefacts';
import type { PromptScorer } from '@gauntlet/scoring';
import type { RunFolder } from '../kept/run-folder';
import type { SampleFacts } from './traffic-sample';

/** Where the rows of a run come from. */
export interface RowSource {
  /** Tells it from other sources: two runs of one source that ask the same are the same run. */
  readonly content: string;
  /** False for what users wrote as they wrote it: no file of the run has any of it. */
  readonly keepsTexts: boolean;
  /** The scorers of the run, of which the prompt names some. */
  scorers(named: readonly PromptScorer[]): readonly PromptScorer[];
  /** The same rows whenever the run of this folder goes on. */
  rows(folder: RunFolder): Promise<RunRows>;
}

/** The rows of a run, which are the same whenever it goes on. */
export interface RunRows extends Dataset {
  /** Of recorded traffic. */
  readonly traffic?: SampleFacts;
}

/** The rows of a file, or the `testData` of the prompt. @throws ArtefactFileError as the file is wrong. */
export function writtenRows(path: string | undefined, prompt: PromptFile): RowSource {
  const dataset = datasetOf(path, prompt);
  return {
    content: dataset.version,
    keepsTexts: true,
    scorers: (named) => named,
    rows: () => Promise.resolve(dataset),
  };
}

function datasetOf(path: string | undefined, prompt: PromptFile): Dataset {
  if (path !== undefined) return readDatasetFile(path);
  const rows = rowsOfPrompt(prompt);
  return { rows, version: contentHash(JSON.stringify(rows)) };
}

const NOT_KEPT = '(a text of users, not kept)';

/** A row for a report where texts are not kept. */
export function withoutTexts(row: Row): Row {
  return { ...row, input: NOT_KEPT, history: [], variables: {} };
}

/** The same for an answer. */
export function withoutAnswer<Answer extends { readonly answer: string }>(answer: Answer): Answer {
  return { ...answer, answer: NOT_KEPT };
}
