export { INJECTION_MODELS, scoreInjection } from '../attack/injection';
export { scoreToxicity } from '../toxicity/toxicity';
export { bestWindow, sumsOf } from './best-window';
export { BUCKET_BITS, type Features, featuresOf } from './features';
export { LinearModel } from './linear-model';
export { decodeWeights, encodeWeights, type Weights } from './weights-file';
