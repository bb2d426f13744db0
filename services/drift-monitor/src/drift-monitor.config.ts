import { IsInt, IsNotEmpty, Max, Min } from '@gauntlet/runtime';

/** What drift-monitor reads from the environment. */
export class DriftMonitorConfig {
  /** Path of the monitors file, from the working directory. */
  @IsNotEmpty() MONITORS_FILE: string = 'monitors/default.yaml';
  /** Milliseconds between two evaluations; their instants are multiples of it, the same on every instance. */
  @IsInt() @Min(100) @Max(3_600_000) DRIFT_EVALUATION_INTERVAL_MS: number = 10_000;
  /** How long the numbers of answers are kept: longer than the topics and the longest window, 7 days each. */
  @IsInt() @Min(8) @Max(36_500) DRIFT_RETENTION_DAYS: number = 8;
  /** How long an alert is kept after its end. */
  @IsInt() @Min(8) @Max(36_500) ALERTS_RETENTION_DAYS: number = 400;
}
