import { growthOver, stakesFor } from './stakes';

interface EProcess {
  readonly begun: number;
  /** Evidence at which it shows a change. */
  readonly limit: number;
  readonly wealth: Float64Array;
}

/**
 * The largest of betting e-processes that begin now and then and live for a fixed time, each with a limit of its own. While no
 * gain is expected to be positive, one with the limit 1 / level ever reaches it with a probability of `level` at most (Ville's
 * inequality). So levels add up to the number of false alarms, whatever the e-processes have in common.
 */
export class BoundedRace {
  private readonly stakes: Float64Array;
  private readonly growth: Float64Array;
  private running: EProcess[] = [];

  /**
   * @param mostLost the largest loss that one value can bring
   * @param life steps after which an e-process ends
   */
  constructor(
    mostLost: number,
    private readonly life: number,
  ) {
    this.stakes = stakesFor(mostLost);
    this.growth = new Float64Array(this.stakes.length);
  }

  /** @param level how likely the e-process may be to show a change that isn't there */
  begin(step: number, level: number): void {
    this.running.push({ begun: step, limit: 1 / level, wealth: new Float64Array(this.stakes.length).fill(1) });
  }

  /** Takes in the gains of a step, and gives the evidence of the strongest e-process: 1 shows a change. */
  look(step: number, gains: Float64Array): number {
    const [oldest] = this.running;
    if (oldest && step >= oldest.begun + this.life)
      this.running = this.running.filter(({ begun }) => step < begun + this.life);
    const growth = growthOver(gains, this.stakes, this.growth);
    let most = 0;
    for (const one of this.running) {
      const { wealth } = one;
      for (let index = 0; index < growth.length; index += 1) {
        wealth[index] = (wealth[index] as number) * (growth[index] as number);
      }
      most = Math.max(most, evidenceOf(one));
    }
    return most;
  }

  /** The step with which the strongest e-process began; NaN when none runs. */
  get start(): number {
    const [strongest] = [...this.running].sort((a, b) => evidenceOf(b) - evidenceOf(a));
    return strongest?.begun ?? Number.NaN;
  }

  reset(): void {
    this.running = [];
  }
}

function evidenceOf({ wealth, limit }: EProcess): number {
  let sum = 0;
  for (let index = 0; index < wealth.length; index += 1) sum += wealth[index] as number;
  return sum / wealth.length / limit;
}
