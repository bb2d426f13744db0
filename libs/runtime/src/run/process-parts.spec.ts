import { describe, expect, it, vi } from 'vitest';
import { RuntimeConfig } from '../config/runtime.config';
import { ProcessParts } from './process-parts';

it('gives a part to all who share it, and closes it after the last of them', async () => {
  const [open, close] = [vi.fn(() => 'the part'), vi.fn(() => Promise.resolve())];
  const parts = new ProcessParts(['ingress', 'guardrail']);
  const [first, second] = [1, 2].map(() => parts.share('producer', { open, close }));
  expect([first?.part, second?.part]).toEqual(['the part', 'the part']);
  expect(open).toHaveBeenCalledTimes(1);
  await first?.onApplicationShutdown();
  expect(close).not.toHaveBeenCalled();
  await second?.onApplicationShutdown();
  expect(close.mock.calls).toEqual([['the part']]);
});

describe('the time in which the consumers of a process drain', () => {
  const config = Object.assign(new RuntimeConfig(), { SHUTDOWN_TIMEOUT_MS: 40_000 });

  it('leaves the rest of a stop its time, also where a first service has a head start', () => {
    expect(new ProcessParts(['guardrail'], config).drainMs).toBe(30_000);
    expect(new ProcessParts(['ingress', 'guardrail'], config).drainMs).toBe(20_000);
  });
});
