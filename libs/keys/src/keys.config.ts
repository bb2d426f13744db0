import { IsInt, IsOptional, Min, Secret } from '@gauntlet/runtime';

/** What the keys read from the environment. */
export class KeysConfig {
  /** Secret of the stored hashes, the same on every ingress and for `gauntlet keys`. Without it there are no keys. */
  @IsOptional() @Secret('every request needs an API key') GAUNTLET_KEY_PEPPER?: string;

  /** Milliseconds without having reached the end of the keys after which none is accepted: it may have been revoked. */
  @IsInt() @Min(2_000) KEYS_MAX_AGE_MS = 30_000;
}
