import { IsInt, IsNumber, Max, Min } from 'class-validator';

/** How many may be served here at once. */
export class PlacesConfig {
  /** Questions that wait for their answer, whether their caller waits too or comes back. */
  @IsInt() @Min(1) INGRESS_MAX_IN_FLIGHT = 2_500;

  /** Reads at once, live events included. */
  @IsInt() @Min(1) INGRESS_MAX_READERS = 1_000;

  /** Share of either that one tenant may hold, at least one place; 1 lets one tenant take all. */
  @IsNumber() @Min(0.01) @Max(1) INGRESS_TENANT_SHARE = 0.8;
}
