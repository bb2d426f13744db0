/** Looks for a fall of values that lie between 0 and 1, where more is better. */
export interface Detector {
  /**
   * Takes in a step, and gives the evidence of a fall: 1 is an alarm.
   * @param share of all false alarms that are allowed
   */
  look(values: Values, share: number): number;
  /** Where the fall may have begun, as a step. */
  readonly start: number;
  /** How many values of this step could tell of a fall. */
  readonly compared: number;
  /** Forgets all, as after an alarm. */
  reset(step: number): void;
  /** Takes in a step without looking, while an alarm lasts. */
  keep(values: Values): void;
  /** The mean that would be good again, where it was `before` ahead of the fall; null when that isn't known. */
  goal(before: number | null): number;
  /** True where values are compared with those of the week before. */
  readonly comparesWeeks: boolean;
  /** True when a fall is over because the rule would not see it any more. */
  isPast(since: number, step: number): boolean;
}

/** The values of a step, and what each stands for compared with the values so far. */
export interface Values {
  readonly step: number;
  readonly means: Float64Array;
  readonly relative: Float64Array;
}

/** How long things take, in steps, and what may be wrong. */
export interface Pace {
  readonly stepMs: number;
  readonly day: number;
  readonly week: number;
  readonly year: number;
  readonly falseAlarmsPerYear: number;
}
