import { DAY_MS } from '@gauntlet/contracts';
import {
  CommaSeparated,
  IsArray,
  IsBoolean,
  IsInt,
  IsNumber,
  IsOptional,
  Matches,
  Max,
  Min,
  Secret,
  spelledHost,
  ValidateBy,
} from '@gauntlet/runtime';

/** How much each tenant may ask. */
export class RateLimitConfig {
  /** Requests of a tenant at this instance; unset: no limit. */
  @IsOptional() @IsInt() @Min(1) INGRESS_TENANT_REQUESTS_PER_MINUTE?: number;

  /** Tokens of a tenant's answers, in and out, from all instances together; unset: no limit. */
  @IsOptional() @IsInt() @Min(1) INGRESS_TENANT_TOKENS_PER_MINUTE?: number;
}

/** When requests are turned away so that those inside are answered in time. */
export class LoadShedConfig {
  /** Share of its deadline that a request may be expected to take. A request that would take more is not let in. */
  @IsNumber() @Min(0.05) @Max(1) INGRESS_SHED_DEADLINE_SHARE = 0.4;

  /** So many callers are always let in, whatever is expected; they show when things are better again. */
  @IsInt() @Min(1) INGRESS_SHED_ALWAYS_IN_FLIGHT = 16;

  /** Mean delay of this process's event loop above which nobody is let in. */
  @IsInt() @Min(50) INGRESS_SHED_LOOP_DELAY_MS = 1_000;
}

/** How many may be served here at once. */
export class PlacesConfig {
  /** Questions that wait for their answer, whether their caller waits too or comes back. */
  @IsInt() @Min(1) INGRESS_MAX_IN_FLIGHT = 2_500;

  /** Reads at once, live events included. */
  @IsInt() @Min(1) INGRESS_MAX_READERS = 1_000;

  /** Share of the places of each kind that one tenant may hold, at least one place. With 1, one tenant may hold all. */
  @IsNumber() @Min(0.01) @Max(1) INGRESS_TENANT_SHARE = 0.8;
}

/** When a caller needs an API key. */
export class ApiKeyConfig {
  /** Asks for a key on loopback too, as behind a proxy on the same machine; any other `HOST` always asks for one. */
  @IsBoolean() INGRESS_REQUIRE_API_KEY = false;
}

const ORIGIN = /^https?:\/\/[^\s/*?#@\\]+$/i;
const HOST_NAME = { each: true, message: 'each must be a host name such as gauntlet.test, without a port' };

/** Which web pages may ask, and under which names. */
export class OriginConfig {
  /** Pages whose scripts may ask and read the answers, by origin; none by default. */
  @CommaSeparated(asSent) @IsArray() @IsOrigin() INGRESS_CORS_ORIGINS: string[] = [];

  /** Host names, beside those of loopback, under which callers without a key may ask. */
  @CommaSeparated(spelledHost) @IsArray() @Matches(/^[^\s/*?#:]+$/, HOST_NAME) INGRESS_ALLOWED_HOSTS: string[] = [];
}

// Browsers send small letters and no default port; another spelling would never match.
function asSent(entry: string): string {
  return isOrigin(entry) ? new URL(entry).origin : entry;
}

function isOrigin(entry: unknown): boolean {
  return typeof entry === 'string' && ORIGIN.test(entry) && URL.canParse(entry);
}

function IsOrigin(): PropertyDecorator {
  const defaultMessage = () => 'each must be an origin such as https://shop.example, without a path';
  return ValidateBy({ name: 'isOrigin', validator: { validate: isOrigin, defaultMessage } }, { each: true });
}

// A wait goes on a little after its deadline, and a timer for more than 24 days ends at once.
const LONGEST_DEADLINE_MS = DAY_MS;

/** What only ingress reads from the environment. */
export class IngressConfig {
  /** Deadline of a request that asks for none. */
  @IsInt() @Min(100) @Max(LONGEST_DEADLINE_MS) INGRESS_DEFAULT_TIMEOUT_MS = 30_000;

  /** Longest deadline that a caller gets; a longer wish is cut to it. */
  @IsInt() @Min(100) @Max(LONGEST_DEADLINE_MS) INGRESS_MAX_TIMEOUT_MS = 120_000;

  /** How long after its deadline a caller still waits to learn which candidate came first. */
  @IsInt() @Min(100) @Max(60_000) INGRESS_RELEASE_GRACE_MS = 5_000;

  /** How long a stop waits for callers; below `SHUTDOWN_TIMEOUT_MS`. */
  @IsInt() @Min(0) INGRESS_DRAIN_TIMEOUT_MS = 30_000;

  /** How long a record can be asked for. Longer than the topics are kept, so that no repeat from there finds it gone. */
  @IsInt() @Min(8) @Max(36_500) RESULTS_RETENTION_DAYS = 30;

  /** How long the ids of used idempotency keys are kept. Longer than eval-scorer's `RECORDS_RETENTION_DAYS` by a month. */
  @IsInt() @Min(39) @Max(36_500) KEYS_RETENTION_DAYS = 450;

  /** Key of the body hashes that are stored for idempotency keys; the same on every instance. */
  @Secret('stored hashes of bodies could be guessed with its default')
  INGRESS_IDEMPOTENCY_SECRET = 'for-development-only';
}

/** Milliseconds that a caller gets until its deadline: the default without a wish, and no wish exceeds the maximum. */
export function timeoutFor(config: IngressConfig, wishMs: number | undefined): number {
  return Math.min(wishMs ?? config.INGRESS_DEFAULT_TIMEOUT_MS, config.INGRESS_MAX_TIMEOUT_MS);
}

/** Milliseconds after which nobody waits here any more, whatever deadline a request has. */
export function longestWaitMs({ INGRESS_MAX_TIMEOUT_MS, INGRESS_RELEASE_GRACE_MS }: IngressConfig): number {
  return INGRESS_MAX_TIMEOUT_MS + INGRESS_RELEASE_GRACE_MS;
}
