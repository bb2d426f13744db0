/**
 * What is staked on each value, as shares of the stake at which a single value could take all. Each is best for another size
 * of drop and spread: the best one is about drop / (variance + drop²).
 */
const SHARES = [0.9, 0.5, 0.25, 0.12, 0.06, 0.03, 0.015];
/** What is left after a value that lost more than was thought possible: one that stands for very many others. */
const LEAST_LEFT = 0.02;

/** @param mostLost the largest loss that one value can bring */
export function stakesFor(mostLost: number): Float64Array {
  return Float64Array.from(SHARES, (share) => share / mostLost);
}

/**
 * By what factor a bettor's wealth grows over the gains of a step, for each stake. The stakes are fixed beforehand, so where
 * no gain is expected to be positive, no wealth is expected to grow, and the order of the gains doesn't matter.
 * @param growth where it is written to, so that a look needs no memory of its own
 */
export function growthOver(gains: Float64Array, stakes: Float64Array, growth: Float64Array): Float64Array {
  for (let one = 0; one < stakes.length; one += 1) {
    const stake = stakes[one] as number;
    let product = 1;
    for (let index = 0; index < gains.length; index += 1) {
      const factor = 1 + stake * (gains[index] as number);
      product *= factor > LEAST_LEFT ? factor : LEAST_LEFT;
    }
    growth[one] = product;
  }
  return growth;
}
