/** One metric of one prompt version over one window. */
export interface Measurement {
  readonly promptName: string;
  readonly promptVersion: string;
  readonly metric: string;
  readonly value: number;
  /** Answers that the value was made from. */
  readonly samples: number;
}

/** A window over the time of acceptance. The start is in the window, the end is not. */
export interface MeasuredWindow {
  readonly start: Date;
  readonly end: Date;
}
