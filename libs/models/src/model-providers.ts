import type { ModelProvider } from './model-provider';
import type { ProviderEndpoint } from './provider-endpoints';
import type { CallLimits } from './providers/call-limits';
import { HttpProvider } from './providers/http.provider';
import { SimulatedProvider } from './providers/simulated.provider';
import type { SimulatedBehaviour } from './simulation/behaviour';
import { SimulatedModel } from './simulation/simulated-model';

/** What a process sets for its providers; the limits are those of each provider over HTTP. */
export interface ModelProviderOptions {
  readonly endpoints: readonly ProviderEndpoint[];
  readonly limits: CallLimits;
  readonly simulated: Partial<SimulatedBehaviour>;
}

/** The providers that a pin can name, by name. Built once for each process: they keep connections. */
export function createModelProviders(options: ModelProviderOptions): ReadonlyMap<string, ModelProvider> {
  const { endpoints, limits, simulated } = options;
  const overHttp = endpoints.map((endpoint) => new HttpProvider(endpoint, limits));
  const providers: ModelProvider[] = [new SimulatedProvider(new SimulatedModel(simulated)), ...overHttp];
  return new Map(providers.map((provider) => [provider.name, provider]));
}
