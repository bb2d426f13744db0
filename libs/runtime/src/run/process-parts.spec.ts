import { describe, expect, it } from 'vitest';
import { RuntimeConfig } from '../config/runtime.config';
import { ProcessParts } from './process-parts';

describe('the time in which the consumers of a process drain', () => {
  const config = Object.assign(new RuntimeConfig(), { SHUTDOWN_TIMEOUT_MS: 40_000 });

  it('leaves the rest of a stop its time, also where a first service has a head start', () => {
    expect(new ProcessParts(['guardrail'], config).drainMs).toBe(30_000);
    expect(new ProcessParts(['ingress', 'guardrail'], config).drainMs).toBe(20_000);
  });
});
