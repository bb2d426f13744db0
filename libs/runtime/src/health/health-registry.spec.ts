import { describe, expect, it } from 'vitest';
import { HealthRegistry } from './health-registry';

const failing = () => {
  throw new Error('no broker');
};

describe('HealthRegistry', () => {
  it('is ready when all checks pass', async () => {
    const health = new HealthRegistry();
    health.register('broker', () => Promise.resolve());
    expect(await health.readiness()).toEqual({ healthy: true, checks: { broker: 'ok' } });
  });

  it('says which check fails and why, and stays live when a restart would not help', async () => {
    const health = new HealthRegistry();
    health.register('loop', () => undefined, { liveness: true });
    health.register('broker', failing);
    expect(await health.readiness()).toEqual({ healthy: false, checks: { loop: 'ok', broker: 'no broker' } });
    expect(await health.liveness()).toEqual({ healthy: true, checks: { loop: 'ok' } });
  });

  it('stays ready, and says so, where a failing check only degrades', async () => {
    const health = new HealthRegistry();
    health.register('models', failing, { degrades: true });
    const checks = { models: 'no broker' };
    expect(await health.readiness()).toEqual({ healthy: true, degraded: ['models'], checks });
    health.register('broker', failing);
    expect((await health.readiness()).healthy).toBe(false);
  });

  it('is not ready once it drains, though it is live', async () => {
    const health = new HealthRegistry();
    health.startDraining();
    expect((await health.readiness()).healthy).toBe(false);
    expect((await health.liveness()).healthy).toBe(true);
  });
});
