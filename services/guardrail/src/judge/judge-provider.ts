import {
  createModelProviders,
  DEFAULT_CALL_LIMITS,
  InvalidProviderError,
  type ModelProvider,
  providerEndpointsFrom,
} from '@gauntlet/models';
import { ConfigError } from '@gauntlet/runtime';
import type { GuardrailConfig } from '../guardrail.config';

const VARIABLE = 'GUARDRAIL_JUDGE_MODEL';

/** The provider that the judge's model belongs to. @throws ConfigError when it is unknown, set wrongly or without its key. */
export function providerOf(config: GuardrailConfig, name: string, env: NodeJS.ProcessEnv): ModelProvider {
  const endpoints = endpointsIn(config, env);
  const endpoint = endpoints.find((one) => one.name === name);
  if (endpoint?.needsKey && endpoint.apiKey === null) {
    const problem = `is not set, and ${VARIABLE} names ${name}: set it, or unset ${VARIABLE}`;
    throw new ConfigError([{ variable: endpoint.keyVariable, problem }]);
  }
  const limits = { ...DEFAULT_CALL_LIMITS, totalMs: config.GUARDRAIL_JUDGE_TIMEOUT_MS };
  const providers = createModelProviders({ endpoints: endpoint ? [endpoint] : [], limits, simulated: {} });
  const provider = providers.get(name);
  if (provider) return provider;
  const known = ['simulated', ...endpoints.map((one) => one.name)].join(', ');
  throw new ConfigError([
    {
      variable: VARIABLE,
      problem: `names the provider ${name}; there are ${known}: correct it, or add it to MODEL_PROVIDERS`,
    },
  ]);
}

function endpointsIn({ MODEL_PROVIDERS }: GuardrailConfig, env: NodeJS.ProcessEnv) {
  try {
    return providerEndpointsFrom(env, MODEL_PROVIDERS);
  } catch (error) {
    if (error instanceof InvalidProviderError) throw new ConfigError([error]);
    throw error;
  }
}
