export type { ModelCall, ModelProvider, ModelReply, TokenCounts } from './model-provider';
export { createModelProviders, type ModelProviderOptions } from './model-providers';
export { ProviderError, type ProviderErrorCode } from './provider.error';
export { costOf } from './cost';
export { abortableWait } from './abortable-wait';
export { deadlineSignal, type DeadlineSignal } from './deadline-signal';

export { OpenAiProvider, type OpenAiOptions } from './providers/openai.provider';
export { SimulatedProvider } from './providers/simulated.provider';

export { SimulatedModel, type SimulatedCall, type SimulatedResponse } from './simulation/simulated-model';
export { GOOD_BEHAVIOUR, InvalidBehaviourError, parseBehaviour, type SimulatedBehaviour } from './simulation/behaviour';
export { SIMULATED_MARK } from './simulation/compose-text';
