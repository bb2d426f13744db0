import {
  type CallLimits,
  createModelProviders,
  DEFAULT_CALL_LIMITS,
  InvalidBehaviourError,
  InvalidProviderError,
  type ModelProvider,
  parseBehaviour,
  providerEndpointsFrom,
} from '@gauntlet/models';
import { ConfigError } from '@gauntlet/runtime';
import type { ModelInvokerConfig } from '../model-invoker.config';

/**
 * The providers that pins can name, set up from the environment; endpoints and keys are named by provider, so they are
 * read there and not by the config. @throws ConfigError for an unknown behaviour or a provider that is set wrongly.
 */
export function providersFrom(
  config: ModelInvokerConfig,
  env: NodeJS.ProcessEnv = process.env,
): ReadonlyMap<string, ModelProvider> {
  try {
    return createModelProviders({
      endpoints: providerEndpointsFrom(env, config.MODEL_PROVIDERS),
      limits: limitsOf(config),
      simulated: parseBehaviour(JSON.parse(config.SIMULATED_MODEL_BEHAVIOUR)),
    });
  } catch (error) {
    if (error instanceof InvalidProviderError) throw new ConfigError([error]);
    if (!(error instanceof InvalidBehaviourError)) throw error;
    throw new ConfigError([{ variable: 'SIMULATED_MODEL_BEHAVIOUR', problem: error.message }]);
  }
}

function limitsOf(config: ModelInvokerConfig): CallLimits {
  return {
    ...DEFAULT_CALL_LIMITS,
    connectMs: config.MODEL_CONNECT_TIMEOUT_MS,
    headersMs: config.MODEL_HEADERS_TIMEOUT_MS,
    idleMs: config.MODEL_IDLE_TIMEOUT_MS,
    totalMs: config.MODEL_TIMEOUT_MS,
  };
}
