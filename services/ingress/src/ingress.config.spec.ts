import { describe, expect, it } from 'vitest';
import { loadConfig } from '@gauntlet/runtime';
import { IngressConfig } from './ingress.config';

describe('IngressConfig', () => {
  it.each(['INGRESS_DEFAULT_TIMEOUT_MS', 'INGRESS_MAX_TIMEOUT_MS'])('has no %s that outlasts a timer', (variable) => {
    expect(() => loadConfig(IngressConfig, { [variable]: '86400000' })).not.toThrow();
    // Waits go on a little after the deadline, and a timer that is too long ends at once.
    expect(() => loadConfig(IngressConfig, { [variable]: '2147483647' })).toThrow(variable);
  });
});
