export { atMost, mostSuccesses, trialsFor, upperBound } from './budget';
export { type Classification, classification, type Counts } from './classification';
export { normalQuantile } from './distributions/normal';
export { type Interval, type Rate, wilson } from './interval';
export { correctedMean, type CorrectedMean, type JudgedRows } from './levels/corrected-mean';
export { type Level, levelOf, type Sample } from './levels/level-of';
export { quantileInterval } from './levels/quantile-interval';
export { compare } from './paired/compare';
export { holm } from './paired/holm';
export { type Bounds, type Comparison, type Pairs, type Settings } from './paired/pairs';
export { type Ratio, ratioOf } from './paired/ratio-of';
export { type Verdict } from './paired/verdict';
export { detectableEffect, rowsFor, rowsForNotWorse, type Scatter, type Sureness } from './power/sample-size';
export { quantile } from './quantile';
export { SeededRandom } from './seeded-random';
export { areaUnderCurve, highestRefused, recallAt } from './separation';
export {
  compareSequentially,
  FOR_EVERY_LOOK,
  sequenceOf,
  type SequentialComparison,
} from './sequence/compare-sequentially';
export { type ArmComparison, type ArmsSettings, compareMetrics, type Slice } from './sequence/compare-arms';
