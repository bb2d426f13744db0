import type { MeasuredWindow, Measurement } from './measurement';

/** An alert that was raised and not yet resolved. */
export interface OpenAlert {
  readonly alertId: string;
  readonly monitor: string;
  readonly promptName: string;
  readonly promptVersion: string;
  readonly metric: string;
  readonly value: number;
}

/** What made an alert begin or end. */
export interface AlertEvidence {
  readonly measurement: Measurement;
  readonly window: MeasuredWindow;
}

/** A beginning or an end of an alert that waits to be published. */
export interface AlertChange extends OpenAlert {
  readonly state: 'raised' | 'resolved';
  readonly threshold: number;
  readonly samples: number;
  readonly start: Date;
  readonly end: Date;
}
