import { describe, expect, it } from 'vitest';
import { serviceName } from './service-name';

describe('serviceName', () => {
  it('is the folder above dist', () => {
    expect(serviceName({}, '/srv/services/model-invoker/dist/main.js')).toBe('model-invoker');
  });

  it('gives way to OTEL_SERVICE_NAME', () => {
    expect(serviceName({ OTEL_SERVICE_NAME: 'blue' }, '/srv/services/ingress/dist/main.js')).toBe('blue');
  });

  it('has a name even without a main script', () => {
    expect(serviceName({}, undefined)).toBe('gauntlet');
  });
});
