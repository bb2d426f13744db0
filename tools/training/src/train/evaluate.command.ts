import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeWeights } from '@gauntlet/detection/model';
import { publish } from '../card';
import { Corpora, type ModelName, type Sources } from './corpora';
import { leaveOneOut, type ScoredFile } from './leave-one-out';
import { pooledHarmless, resultsOf, thresholdOf } from './results';
import { percent, resultsTable } from './results-table';

/** What is measured, and where it is written. */
export interface EvaluateOptions {
  readonly sources: Sources;
  /** The folder of the shipped weights, of which the scaling is used. */
  readonly weights: string;
  /** The model card; null to print only. */
  readonly card: string | null;
  readonly files?: readonly string[];
}

/** Measures every shared file by models that don't know it, prints the table and writes it into the model card. */
export function evaluateModels({ sources, weights, card, files }: EvaluateOptions): void {
  const scalingOf = (name: ModelName) => decodeWeights(readFileSync(join(weights, `${name}.bin`)));
  const scalings = {
    'injection-user': scalingOf('injection-user'),
    'injection-document': scalingOf('injection-document'),
    toxicity: scalingOf('toxicity'),
  };
  const text = report(leaveOneOut(sources.data, new Corpora(sources), scalings, files));
  publish('linear models', text, card);
}

function report(files: readonly ScoredFile[]): string {
  return [
    resultsTable(resultsOf(files)),
    '',
    `Harmless texts of all files that are judged as injections: ${percent(pooledHarmless(files, 'injection'))} false positives at ${thresholdOf('injection')}.`,
  ].join('\n');
}
