import { expect, it, vi } from 'vitest';
import { service } from './index';

const loads = vi.hoisted(() => ({ ofDetectors: 0 }));

vi.mock('@gauntlet/detection', async (importOriginal) => {
  loads.ofDetectors += 1;
  return importOriginal();
});

it('loads the detectors once the service is ready, and not at its first canned answer', async () => {
  expect(loads.ofDetectors).toBe(0);
  await service.onReady?.();
  expect(loads.ofDetectors).toBe(1);
});
