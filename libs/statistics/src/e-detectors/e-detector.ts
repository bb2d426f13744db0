import { growthOver, stakesFor } from './stakes';

/**
 * The sum of betting e-processes, of which one begins at each step: the e-detector of Shiryaev-Roberts type of Shin, Ramdas
 * and Rinaldo (2023, "E-detectors: a nonparametric framework for sequential change detection", NEJSDS), with the bets of
 * Waudby-Smith and Ramdas (2024).
 *
 * While no gain is expected to be positive, its evidence is expected to grow by the weight of each step at most. Evidence that
 * is set to 0 whenever it reaches a limit therefore does so weights / limit times at most, on average.
 */
export class EDetector {
  private readonly stakes: Float64Array;
  private readonly growth: Float64Array;
  private readonly sums: Float64Array;
  /** The largest e-process of each stake, and the step with which it began. */
  private readonly largest: Float64Array;
  private readonly starts: Float64Array;

  /** @param mostLost the largest loss that one value can bring */
  constructor(mostLost: number) {
    this.stakes = stakesFor(mostLost);
    this.growth = new Float64Array(this.stakes.length);
    this.sums = new Float64Array(this.stakes.length);
    this.largest = new Float64Array(this.stakes.length);
    this.starts = new Float64Array(this.stakes.length);
  }

  /**
   * Takes in the gains of a step, and gives the evidence that gains are positive.
   * @param weight what the e-process that begins at this step counts, from 0 to 1
   */
  look(step: number, gains: Float64Array, weight: number): number {
    const growth = growthOver(gains, this.stakes, this.growth);
    let evidence = 0;
    for (let one = 0; one < growth.length; one += 1) {
      const factor = growth[one] as number;
      if ((this.largest[one] as number) <= 1) {
        this.largest[one] = 1;
        this.starts[one] = step;
      }
      this.largest[one] = (this.largest[one] as number) * factor;
      this.sums[one] = ((this.sums[one] as number) + weight) * factor;
      evidence += this.sums[one] as number;
    }
    return evidence / growth.length;
  }

  /** The step with which the largest e-process of the stake with most evidence began: where the change may have been. */
  get start(): number {
    let best = 0;
    for (let one = 1; one < this.sums.length; one += 1) {
      if ((this.sums[one] as number) > (this.sums[best] as number)) best = one;
    }
    return this.starts[best] as number;
  }

  /** Forgets all, as after an alarm. */
  reset(): void {
    this.sums.fill(0);
    this.largest.fill(0);
  }
}
