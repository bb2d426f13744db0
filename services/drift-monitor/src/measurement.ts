/** One metric of one prompt version over one window. */
export interface Measurement {
  readonly promptName: string;
  readonly promptVersion: string;
  readonly metric: string;
  readonly value: number;
  /** Answers that the value was made from. */
  readonly samples: number;
}

/** Half-open: start is in it, end is not; by time of acceptance. */
export interface MeasuredWindow {
  readonly start: Date;
  readonly end: Date;
}
