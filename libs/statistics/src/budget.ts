const LEVEL = 0.05;
const HALVINGS = 50;

/**
 * The rate that the true one is below with a confidence of 95 %: the one-sided bound of Clopper and Pearson (1934), which
 * is exact. Without any success it is close to 3 / trials, the rule of three.
 */
export function upperBound(successes: number, trials: number): number {
  let low = 0;
  let high = 1;
  if (successes >= trials) return high;
  for (let halving = 0; halving < HALVINGS; halving += 1) {
    const rate = (low + high) / 2;
    if (atMost(successes, trials, rate) > LEVEL) low = rate;
    else high = rate;
  }
  return high;
}

/** How many successes among the trials still show, by {@link upperBound}, that the rate is within `budget`; -1 if none do. */
export function mostSuccesses(trials: number, budget: number): number {
  let shown = -1;
  let notShown = Math.ceil(trials * budget);
  while (notShown - shown > 1) {
    const middle = Math.floor((shown + notShown) / 2);
    if (atMost(middle, trials, budget) <= LEVEL) shown = middle;
    else notShown = middle;
  }
  return shown;
}

/** How many trials without any success it takes to show that the rate is within `budget`. */
export function trialsFor(budget: number): number {
  return Math.ceil(Math.log(LEVEL) / Math.log1p(-budget));
}

/** How likely so many successes or fewer are when each trial succeeds at this rate: the binomial distribution, summed up. */
export function atMost(successes: number, trials: number, rate: number): number {
  // As logarithms, because with many trials the first terms are smaller than a number can be.
  let term = trials * Math.log1p(-rate);
  let sum = Math.exp(term);
  for (let count = 0; count < successes; count += 1) {
    term += Math.log(((trials - count) * rate) / ((count + 1) * (1 - rate)));
    sum += Math.exp(term);
  }
  return sum;
}
