import { EDetector } from '../e-detectors/e-detector';
import type { Detector, Pace, Values } from './detector';

/** Finds that a mean is below a level: an e-detector whose steps share out the false alarms of a year. */
export class LevelDetector implements Detector {
  private readonly detector: EDetector;
  private readonly limit: number;
  readonly comparesWeeks = false;
  compared = 0;

  constructor(
    private readonly level: number,
    { year, falseAlarmsPerYear }: Pace,
  ) {
    this.detector = new EDetector(1 - level);
    this.limit = year / falseAlarmsPerYear;
  }

  get start(): number {
    return this.detector.start;
  }

  look({ step, means, relative }: Values, share: number): number {
    this.compared = means.length;
    const gains = means.map((mean, index) => (relative[index] as number) * (this.level - mean));
    return this.detector.look(step, gains, share) / this.limit;
  }

  reset(): void {
    this.detector.reset();
  }

  keep(): void {
    // A level is compared with nothing that came before.
  }

  goal(): number {
    return this.level;
  }

  isPast(): boolean {
    return false;
  }
}
