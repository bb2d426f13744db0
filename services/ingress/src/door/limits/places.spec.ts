import { describe, expect, it } from 'vitest';
import { PlacesConfig } from '../../ingress.config';
import { CallerPlaces } from './places';

const placesFor = (limits: Partial<PlacesConfig>) => new CallerPlaces(Object.assign(new PlacesConfig(), limits));

describe('Places', () => {
  it('leave room for others whatever one tenant takes', () => {
    const places = placesFor({ INGRESS_MAX_IN_FLIGHT: 10, INGRESS_TENANT_SHARE: 0.5 });
    const greedy = Array.from({ length: 5 }, () => places.take('greedy'));
    expect(() => places.take('greedy')).toThrow(expect.objectContaining({ status: 429, code: 'tenant_overloaded' }));
    expect(() => places.take('modest')).not.toThrow();
    greedy[0]?.();
    expect(() => places.take('greedy')).not.toThrow();
  });

  it('refuse everybody when all are taken, and say when to come back', () => {
    const places = placesFor({ INGRESS_MAX_IN_FLIGHT: 2, INGRESS_TENANT_SHARE: 0.5 });
    places.take('a');
    places.take('b');
    const refusal = expect.objectContaining({ status: 503, code: 'overloaded', retryAfterSeconds: 1 });
    expect(() => places.take('c')).toThrow(refusal);
  });

  it('are given back once, however often that is said', () => {
    const places = placesFor({ INGRESS_MAX_IN_FLIGHT: 2, INGRESS_TENANT_SHARE: 1 });
    const [first] = [places.take('a'), places.take('a')];
    first?.();
    first?.();
    expect(places.inUse).toBe(1);
  });

  it('give the smallest tenant one place', () => {
    expect(() => placesFor({ INGRESS_MAX_IN_FLIGHT: 1, INGRESS_TENANT_SHARE: 0.01 }).take('a')).not.toThrow();
  });
});
