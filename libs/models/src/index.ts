export type { ModelCall, ModelProvider, ModelReply, TokenCounts } from './model-provider';
export { createModelProviders, type ModelProviderOptions } from './model-providers';
export { answerTooLong } from './failures';
export { ProviderError, type ProviderErrorCode, type Spent } from './provider.error';
export { costOf, type Cost } from './cost';
export { InvalidProviderError, providerEndpointsFrom, type ProviderEndpoint } from './provider-endpoints';
export { reachProblem, type ReachProblem } from './reach-model';
export { abortableWait } from './abortable-wait';
export { deadlineSignal, type DeadlineSignal } from './deadline-signal';

export { DEFAULT_CALL_LIMITS, type CallLimits } from './providers/call-limits';
export { HttpProvider } from './providers/http.provider';
export { SimulatedProvider } from './providers/simulated.provider';

export { SimulatedModel, type SimulatedCall, type SimulatedResponse } from './simulation/simulated-model';
export { GOOD_BEHAVIOUR, InvalidBehaviourError, parseBehaviour, type SimulatedBehaviour } from './simulation/behaviour';
export { SIMULATED_MARK } from './simulation/compose-text';
