import { createModelProviders, InvalidBehaviourError, parseBehaviour, type ModelProvider } from '@gauntlet/models';
import { ConfigError } from '@gauntlet/runtime';
import type { ModelInvokerConfig } from './model-invoker.config';

/** The providers that pins can name, set up from the environment. @throws ConfigError for an unknown behaviour. */
export function providersFrom(config: ModelInvokerConfig): ReadonlyMap<string, ModelProvider> {
  return createModelProviders({
    openai: { apiKey: config.OPENAI_API_KEY, baseUrl: config.OPENAI_BASE_URL, timeoutMs: config.MODEL_TIMEOUT_MS },
    simulated: behaviourOf(config.SIMULATED_MODEL_BEHAVIOUR),
  });
}

function behaviourOf(json: string): ReturnType<typeof parseBehaviour> {
  try {
    return parseBehaviour(JSON.parse(json));
  } catch (error) {
    if (!(error instanceof InvalidBehaviourError)) throw error;
    throw new ConfigError([{ variable: 'SIMULATED_MODEL_BEHAVIOUR', problem: error.message }]);
  }
}
