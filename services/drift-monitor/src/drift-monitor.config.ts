import { IsInt, IsNotEmpty, Max, Min } from 'class-validator';

/** What drift-monitor reads from the environment. */
export class DriftMonitorConfig {
  /** Path of the monitors file, from the working directory. */
  @IsNotEmpty() MONITORS_FILE: string = 'monitors/default.yaml';
  /** Milliseconds between two evaluations; their instants are multiples of it, the same on every instance. */
  @IsInt() @Min(100) @Max(3_600_000) DRIFT_EVALUATION_INTERVAL_MS: number = 10_000;
}
