import type { ModelProvider } from './model-provider';
import { OpenAiProvider, type OpenAiOptions } from './providers/openai.provider';
import { SimulatedProvider } from './providers/simulated.provider';
import type { SimulatedBehaviour } from './simulation/behaviour';
import { SimulatedModel } from './simulation/simulated-model';

/** What a process sets for its providers; each reads only its own part. */
export interface ModelProviderOptions {
  readonly openai: OpenAiOptions;
  readonly simulated: Partial<SimulatedBehaviour>;
}

/** The providers that a pin can name, by name. Built once for each process: the SDK's client keeps connections. */
export function createModelProviders(options: ModelProviderOptions): ReadonlyMap<string, ModelProvider> {
  const providers = [
    new SimulatedProvider(new SimulatedModel(options.simulated)),
    new OpenAiProvider(options.openai),
  ] as const satisfies readonly ModelProvider[];
  return new Map(providers.map((provider) => [provider.name, provider]));
}
