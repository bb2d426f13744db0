import { Injectable } from '@nestjs/common';
import { metrics } from '@opentelemetry/api';
import { ATTRIBUTES, METRICS } from '@gauntlet/telemetry';
import { ApiError } from '../../api.error';
import { PlacesConfig } from '../../ingress.config';

interface Limits {
  readonly total: number;
  readonly perTenant: number;
}

/** A bounded number of places, of which no tenant can hold more than its share: one alone can't shut the others out. */
abstract class Places {
  private readonly held = new Map<string, number>();
  private count = 0;

  protected constructor(
    private readonly kind: 'question' | 'read',
    private readonly limits: Limits,
  ) {
    const gauge = metrics.getMeter('@gauntlet/ingress').createObservableGauge(METRICS.places);
    gauge.addCallback((result) => result.observe(this.count, { [ATTRIBUTES.placeKind]: kind }));
  }

  /** Places that are taken now. */
  get inUse(): number {
    return this.count;
  }

  /**
   * Takes a place; the function that it gives back gives the place back, and may be called again without effect. Whoever
   * takes one makes sure of that call before doing anything else.
   * @throws ApiError 503 `overloaded` when all are taken, 429 `tenant_overloaded` when the tenant has its share; a retry helps.
   */
  take(tenant: string): () => void {
    const held = this.held.get(tenant) ?? 0;
    if (held >= this.limits.perTenant) {
      const problem = `this tenant has ${held} ${this.kind}s here at once, which is its share`;
      throw new ApiError('tenant_overloaded', problem, { type: 'requests' });
    }
    if (this.count >= this.limits.total) {
      throw new ApiError('overloaded', `too many ${this.kind}s at once`);
    }
    this.change(tenant, 1);
    let taken = true;
    return () => {
      if (taken) this.change(tenant, -1);
      taken = false;
    };
  }

  private change(tenant: string, by: 1 | -1): void {
    const held = (this.held.get(tenant) ?? 0) + by;
    this.count += by;
    if (held === 0) this.held.delete(tenant);
    else this.held.set(tenant, held);
  }
}

/** Places of questions, from before anything is done for one until it has its answer. */
@Injectable()
export class CallerPlaces extends Places {
  constructor({ INGRESS_MAX_IN_FLIGHT, INGRESS_TENANT_SHARE }: PlacesConfig) {
    super('question', limitsOf(INGRESS_MAX_IN_FLIGHT, INGRESS_TENANT_SHARE));
  }
}

/** Places of reads, from their first byte until the response is written or the reader has gone. */
@Injectable()
export class ReaderPlaces extends Places {
  constructor({ INGRESS_MAX_READERS, INGRESS_TENANT_SHARE }: PlacesConfig) {
    super('read', limitsOf(INGRESS_MAX_READERS, INGRESS_TENANT_SHARE));
  }
}

function limitsOf(total: number, share: number): Limits {
  return { total, perTenant: Math.max(1, Math.floor(total * share)) };
}
