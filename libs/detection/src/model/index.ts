export { INJECTION_MODELS, scoreInjection } from '../attack/injection';
export { scoreToxicity } from '../toxicity/toxicity';
export { bestWindow, type Window } from './best-window';
export { BUCKET_BITS, type Features, featuresOf } from './features';
export { LinearModel, probability } from './linear-model';
export { decodeWeights, encodeWeights, type Weights } from './weights-file';
