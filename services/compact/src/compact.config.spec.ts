import { describe, expect, it } from 'vitest';
import { SERVICES } from '@gauntlet/contracts';
import { loadConfig } from '@gauntlet/runtime';
import { chosenServices } from './chosen-services';
import { CompactConfig } from './compact.config';

const namesIn = async (GAUNTLET_STAGES: string) => {
  const services = await chosenServices(loadConfig(CompactConfig, { GAUNTLET_STAGES }));
  return services.map(({ service }) => service);
};

describe('GAUNTLET_STAGES', () => {
  it('names services in any order; the one with callers comes first', async () => {
    expect(await namesIn('model-invoker, guardrail,ingress')).toEqual(['ingress', 'guardrail', 'model-invoker']);
    expect(await namesIn('drift-monitor')).toEqual(['drift-monitor']);
  });

  it.each(['', ',', 'ingres', 'ingress,guardrail,ingress', 'guardrail.input'])('is refused as "%s"', async (stages) => {
    const names = SERVICES.join(', ');
    await expect(namesIn(stages)).rejects.toThrow(`must name services, each once, from ${names}; set it`);
  });
});
