import { IsInt, IsOptional, Min } from 'class-validator';

/** How much each tenant may ask. */
export class RateLimitConfig {
  /** Requests of a tenant at this instance; unset: no limit. */
  @IsOptional() @IsInt() @Min(1) INGRESS_TENANT_REQUESTS_PER_MINUTE?: number;

  /** Tokens of a tenant's answers, in and out, from all instances together; unset: no limit. */
  @IsOptional() @IsInt() @Min(1) INGRESS_TENANT_TOKENS_PER_MINUTE?: number;
}
