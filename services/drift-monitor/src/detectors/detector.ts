import type { Monitor } from '@gauntlet/artefacts';
import type { Measurement } from '../measurement';

/** What follows from a measurement: an alert begins, ends, or nothing changes. */
export type Finding = 'raise' | 'resolve' | 'unchanged';

/** Judges one measurement. Knows nothing of time or storage: the same arguments always give the same finding. */
export interface Detector {
  judge(measurement: Measurement, context: { monitor: Monitor; isOpen: boolean }): Finding;
}
