import { IsInt, IsNumber, Max, Min } from 'class-validator';

/** When requests are turned away so that those inside are answered in time. */
export class LoadShedConfig {
  /** Share of its own deadline that a request may be expected to take; above it, it is not let in. */
  @IsNumber() @Min(0.05) @Max(1) INGRESS_SHED_DEADLINE_SHARE = 0.4;

  /** So many callers are always let in, whatever is expected; they show when things are better again. */
  @IsInt() @Min(1) INGRESS_SHED_ALWAYS_IN_FLIGHT = 16;

  /** Mean delay of this process's event loop above which nobody is let in. */
  @IsInt() @Min(50) INGRESS_SHED_LOOP_DELAY_MS = 1_000;
}
