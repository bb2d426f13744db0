import { EDetector } from '../e-detectors/e-detector';
import type { Detector, Pace, Values } from './detector';
import { Season } from './season';

/**
 * Finds that a mean is below a level: an e-detector whose steps share out the false alarms of a year. What is usual at this time of
 * the day and on this day of the week is taken off first, so that a level is one of the average and not of each night.
 */
export class LevelDetector implements Detector {
  private readonly detector: EDetector;
  private readonly limit: number;
  private readonly season: Season;
  readonly comparesWeeks = false;
  compared = 0;

  constructor(
    private readonly level: number,
    pace: Pace,
  ) {
    this.detector = new EDetector(1 - level);
    this.limit = pace.year / pace.falseAlarmsPerYear;
    this.season = new Season(pace);
  }

  get start(): number {
    return this.detector.start;
  }

  look(values: Values, share: number): number {
    const { step, means, relative } = values;
    this.compared = means.length;
    const shift = this.season.shiftAt(step);
    this.season.add(values);
    // A value that is taken for higher than it is could lose more than all, so all gains are made smaller.
    const scale = 1 / (1 + Math.max(0, -shift) / (1 - this.level));
    const gains = new Float64Array(means.length);
    for (let index = 0; index < gains.length; index += 1) {
      gains[index] = scale * (relative[index] as number) * (this.level + shift - (means[index] as number));
    }
    return this.detector.look(step, gains, share) / this.limit;
  }

  reset(): void {
    this.detector.reset();
  }

  keep(values: Values): void {
    this.season.add(values);
  }

  goal(): number {
    return this.level;
  }

  isPast(): boolean {
    return false;
  }
}
