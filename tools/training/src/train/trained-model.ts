import { LinearModel, type Weights } from '@gauntlet/detection/model';
import { anchored, fitScaling, type Judged, type Scaling } from './calibration';
import { logOdds, type Trained, type TrainingOptions, trainLinear } from './linear-training';
import type { Sample } from './sample';

const FOLDS = 3;
// Texts that the model is for and that somebody else wrote say what is to be expected.
const TYPICAL = /^(?:benign|indirect|injection|jailbreak|mixed|toxicity-davidson)/;
// The few weights beyond are cut, so that the many others are told apart.
const KEPT = 0.9998;

/** What a model on these texts weighs, with log odds that were checked on sources that it did not see. */
export function weightsFor(samples: readonly Sample[], options: TrainingOptions): Weights {
  const judged = judgedByOthers(samples, options);
  const harmless = judged.filter(({ label, source }) => label === 0 && TYPICAL.test(source));
  const scaling = anchored(
    fitScaling(judged),
    harmless.map((text) => text.logOdds),
  );
  return quantized(trainLinear(samples, options), scaling);
}

/** A model whose log odds mean what those of the shipped model mean. */
export function modelFor(samples: readonly Sample[], scaling: Scaling, options: TrainingOptions): LinearModel {
  return new LinearModel(quantized(trainLinear(samples, options), scaling));
}

/** Each source, judged by a model that was trained on others. */
function judgedByOthers(samples: readonly Sample[], options: TrainingOptions): (Judged & Pick<Sample, 'source'>)[] {
  const sources = [...new Set(samples.map(({ source }) => source))].sort();
  const foldOf = new Map(sources.map((source, index) => [source, index % FOLDS]));
  return Array.from({ length: FOLDS }, (_, fold) => {
    const isKnown = (source?: string) => source === undefined || foldOf.get(source) !== fold;
    const trained = trainLinear(
      samples.filter(({ source, host }) => isKnown(source) && isKnown(host)),
      options,
    );
    return samples
      .filter(({ source }) => foldOf.get(source) === fold)
      .map(({ features, label, source }) => ({ label, source, logOdds: logOdds(trained, features) }));
  }).flat();
}

function quantized({ values, bias }: Trained, { slope, offset }: Scaling): Weights {
  const sizes = values.map(Math.abs).sort();
  const scale = (sizes[Math.floor(KEPT * (sizes.length - 1))] ?? 0) / 127;
  const bytes = Int8Array.from(values, (value) => Math.max(-127, Math.min(127, Math.round(value / scale))));
  return { values: bytes, scale, bias, slope, offset };
}
