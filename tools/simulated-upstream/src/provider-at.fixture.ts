import {
  AnthropicProvider,
  DEFAULT_CALL_LIMITS,
  OpenAiProvider,
  type CallLimits,
  type ModelCall,
  type ModelProvider,
  type ProviderEndpoint,
} from '@gauntlet/models';

export type Protocol = ProviderEndpoint['protocol'];

interface Wanted {
  readonly limits?: Partial<CallLimits>;
  readonly apiKey?: string | null;
  readonly needsKey?: boolean;
}

/** A provider of that protocol whose server has that origin. */
export function providerAt(protocol: Protocol, origin: string, wanted: Wanted = {}): ModelProvider {
  const { limits, apiKey = 'sk-secret', needsKey = true } = wanted;
  const isOpenAi = protocol === 'openai';
  const baseUrl = isOpenAi ? `${origin}/v1` : origin;
  const endpoint = { name: protocol, protocol, baseUrl, apiKey, needsKey, keyVariable: 'TEST_API_KEY' };
  const all = { ...DEFAULT_CALL_LIMITS, ...limits };
  return isOpenAi ? new OpenAiProvider(endpoint, all) : new AnthropicProvider(endpoint, all);
}

/** A question whose answer is in its context. */
export function callWith(overrides: Partial<ModelCall> = {}): ModelCall {
  return {
    model: 'large',
    parameters: { temperature: 0 },
    messages: [
      { role: 'system', content: 'Returns are free within 30 days.' },
      { role: 'user', content: 'How long are returns free?' },
    ],
    responseFormat: { type: 'text' },
    idempotencyKey: 'request-1:0:0',
    signal: new AbortController().signal,
    ...overrides,
  };
}
