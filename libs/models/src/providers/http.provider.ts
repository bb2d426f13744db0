import { missingKey } from '../failures';
import type { ModelCall, ModelProvider, ModelReply } from '../model-provider';
import type { ProviderEndpoint } from '../provider-endpoints';
import { anthropicSdk } from './anthropic-sdk';
import type { CallLimits } from './call-limits';
import { limitedCall } from './limited-call';
import { openAiSdk } from './openai-sdk';
import type { ProviderSdk } from './provider-sdk';

const SDKS = { openai: openAiSdk, anthropic: anthropicSdk } as const;

/**
 * Calls a provider over HTTP in its own protocol, through the official SDK with its own retries off: the ladder decides
 * about those.
 */
export class HttpProvider implements ModelProvider {
  readonly name: string;
  private readonly sdk: ProviderSdk | null;

  constructor(
    private readonly endpoint: ProviderEndpoint,
    private readonly limits: CallLimits,
  ) {
    const { name, protocol, apiKey, needsKey } = endpoint;
    this.name = name;
    this.sdk = apiKey === null && needsKey ? null : SDKS[protocol](endpoint, limits);
  }

  complete(call: ModelCall): Promise<ModelReply> {
    const { sdk, name: provider } = this;
    if (!sdk) return Promise.reject(missingKey(this.endpoint));
    const { totalMs } = this.limits;
    const limited = { provider, totalMs, caller: call.signal, responseOf: sdk.responseOf };
    return limitedCall(limited, (signal) => sdk.ask(call, signal));
  }
}
