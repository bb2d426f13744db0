import Anthropic, { APIError } from '@anthropic-ai/sdk';
import { missingKey } from '../failures';
import type { ModelCall, ModelProvider, ModelReply } from '../model-provider';
import type { ProviderEndpoint } from '../provider-endpoints';
import { messageFrom, messageParameters } from './anthropic-wire';
import type { ErrorResponse } from './call-failure';
import { DEFAULT_CALL_LIMITS, type CallLimits } from './call-limits';
import { limitedCall } from './limited-call';
import { limitedFetch } from './limited-fetch';

/** Calls Anthropic's Messages API through the official SDK, with its own retries off: the ladder decides about those. */
export class AnthropicProvider implements ModelProvider {
  readonly name: string;
  private readonly client: Anthropic | null;

  constructor(
    private readonly endpoint: ProviderEndpoint,
    private readonly limits: CallLimits = DEFAULT_CALL_LIMITS,
  ) {
    this.name = endpoint.name;
    this.client = endpoint.apiKey === null ? null : clientFor(endpoint.apiKey, endpoint.baseUrl, limits);
  }

  complete(call: ModelCall): Promise<ModelReply> {
    if (!this.client) return Promise.reject(missingKey(this.endpoint));
    const { client, name: provider } = this;
    const limits = { provider, totalMs: this.limits.totalMs, caller: call.signal, responseOf };
    return limitedCall(limits, (signal) => this.ask(client, call, signal));
  }

  private async ask(client: Anthropic, call: ModelCall, signal: AbortSignal): Promise<ModelReply> {
    const headers = { 'Idempotency-Key': call.idempotencyKey };
    const body: unknown = await client.messages.create(messageParameters(call), { headers, signal });
    return messageFrom(this.name, body, call.model);
  }
}

// Everything is said here, or the SDK would look for it in variables and profiles of the machine.
function clientFor(apiKey: string, baseURL: string, limits: CallLimits): Anthropic {
  return new Anthropic({
    apiKey,
    authToken: null,
    baseURL,
    maxRetries: 0,
    timeout: limits.totalMs,
    logLevel: 'off',
    // The `chat` span is model-invoker's, and holds no text.
    openTelemetry: false,
    fetch: limitedFetch(limits),
  });
}

function responseOf(error: unknown): ErrorResponse | null {
  if (!(error instanceof APIError) || typeof error.status !== 'number') return null;
  return { status: error.status, headers: error.headers, reason: error.type ?? undefined };
}
