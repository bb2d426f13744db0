export type { ModelCall, ModelProvider, ModelReply, TokenCounts } from './model-provider';
export { createModelProviders } from './model-providers';
export { answerTooLong, ProviderError, type Spent } from './failures';
export { costOf } from './cost';
export { usageOf } from './usage';
export { type ChatCall, inChatSpan, recordFailure, recordReply } from './chat-span';
export { InvalidProviderError, providerEndpointsFrom, type ProviderEndpoint } from './provider-endpoints';
export { reachProblem } from './reach-model';

export { DEFAULT_CALL_LIMITS, type CallLimits } from './providers/call-limits';
export { HttpProvider } from './providers/http.provider';

export { SimulatedModel, type SimulatedCall, type SimulatedResponse } from './simulation/simulated-model';
export { InvalidBehaviourError, parseBehaviour, type SimulatedBehaviour } from './simulation/behaviour';
