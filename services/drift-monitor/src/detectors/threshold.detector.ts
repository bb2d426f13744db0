import type { Monitor } from '@gauntlet/artefacts';
import type { Measurement } from '../measurement';
import type { Detector, Finding } from './detector';

/**
 * Raises when a value is beyond the threshold, resolves when it is back at `resolveAt` (hysteresis). Speaks only with
 * `minSamples` answers in the window. States no error rate: for that, choose `minSamples` large and the threshold far.
 */
export class ThresholdDetector implements Detector {
  judge({ value, samples }: Measurement, { monitor, isOpen }: { monitor: Monitor; isOpen: boolean }): Finding {
    if (samples < monitor.minSamples) return 'unchanged';
    const sign = monitor.direction === 'above' ? 1 : -1;
    if (!isOpen && sign * value > sign * monitor.threshold) return 'raise';
    return isOpen && sign * value <= sign * monitor.resolveAt ? 'resolve' : 'unchanged';
  }
}
