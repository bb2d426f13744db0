export { INJECTION_MODELS, scoreInjection } from '../attack/injection';
export { toxicFeaturesOf, toxicWords } from '../toxicity/toxic-features';
export { scoreToxicity } from '../toxicity/toxicity';
export { bestWindow, sumsOf } from './best-window';
export { type Features, featuresOf } from './features';
export { BUCKET_BITS } from './hashes';
export { LinearModel } from './linear-model';
export { decodeWeights, encodeWeights, type Weights } from './weights-file';
