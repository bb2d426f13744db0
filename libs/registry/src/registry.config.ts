import { IsInt, Min } from '@gauntlet/runtime';

/** What the registry reads from the environment. */
export class RegistryConfig {
  /** Milliseconds without having reached the end of the pins after which no request is accepted any more. */
  @IsInt() @Min(2_000) REGISTRY_MAX_AGE_MS = 60_000;
}
