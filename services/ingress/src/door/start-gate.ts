import { type CanActivate, Injectable } from '@nestjs/common';
import { HealthRegistry } from '@gauntlet/runtime';
import { ApiError } from '../api.error';

/**
 * Refuses requests until this instance has been ready once: before its broadcast group has joined it would not see their
 * answers. Later a dependency that goes away is answered for by whoever needs it.
 */
@Injectable()
export class StartGate implements CanActivate {
  private open = false;

  constructor(private readonly health: HealthRegistry) {}

  /** @throws ApiError `starting`; a retry helps. */
  async canActivate(): Promise<boolean> {
    this.open ||= (await this.health.readiness()).healthy;
    if (this.open) return true;
    throw new ApiError('starting', 'this instance is starting');
  }
}
