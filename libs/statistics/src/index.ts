export { mostSuccesses, trialsFor, upperBound } from './budget';
export { type Classification, classification, type Counts } from './classification';
export { type Rate, wilson } from './interval';
export { quantile } from './quantile';
export { SeededRandom } from './seeded-random';
export { areaUnderCurve, highestRefused, recallAt } from './separation';
