import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeWeights } from '@gauntlet/detection/model';
import { Corpora, type ModelName, MODELS, type Sources } from './corpora';
import { TRAINING } from './linear-training';
import { weightsFor } from './trained-model';

/** Trains the named models and writes their weights; the same sources give the same bytes. */
export function trainModels(sources: Sources, folder: string, names: readonly ModelName[] = MODELS): void {
  const corpora = new Corpora(sources);
  mkdirSync(folder, { recursive: true });
  for (const name of names) {
    const samples = corpora.for(name);
    writeFileSync(join(folder, `${name}.bin`), encodeWeights(weightsFor(samples, TRAINING[name])));
    console.log(
      `${name}: ${samples.length} texts, ${samples.filter(({ label }) => label === 1).length} of them attacks`,
    );
  }
}
