import OpenAI, { APIError } from 'openai';
import { missingKey } from '../failures';
import type { ModelCall, ModelProvider, ModelReply } from '../model-provider';
import type { ProviderEndpoint } from '../provider-endpoints';
import type { ErrorResponse } from './call-failure';
import { DEFAULT_CALL_LIMITS, type CallLimits } from './call-limits';
import { limitedCall } from './limited-call';
import { limitedFetch } from './limited-fetch';
import { replyFrom, requestBody } from './openai-wire';

/**
 * Calls OpenAI, or any server that speaks its chat completions (Azure's v1 API, Ollama, vLLM, Groq, Gemini, Bedrock's
 * endpoint), through the official SDK with its own retries off: the ladder decides about those.
 */
export class OpenAiProvider implements ModelProvider {
  readonly name: string;
  private readonly client: OpenAI | null;

  constructor(
    private readonly endpoint: ProviderEndpoint,
    private readonly limits: CallLimits = DEFAULT_CALL_LIMITS,
  ) {
    this.name = endpoint.name;
    this.client = endpoint.apiKey === null && endpoint.needsKey ? null : clientFor(endpoint, limits);
  }

  complete(call: ModelCall): Promise<ModelReply> {
    if (!this.client) return Promise.reject(missingKey(this.endpoint));
    const { client, name: provider } = this;
    const limits = { provider, totalMs: this.limits.totalMs, caller: call.signal, responseOf };
    return limitedCall(limits, (signal) => this.ask(client, call, signal));
  }

  private async ask(client: OpenAI, call: ModelCall, signal: AbortSignal): Promise<ModelReply> {
    const headers = { 'Idempotency-Key': call.idempotencyKey, 'X-Client-Request-Id': call.idempotencyKey };
    const body: unknown = await client.chat.completions.create(requestBody(call), { headers, signal });
    return replyFrom(this.name, body, call.model);
  }
}

// Everything is said here, or the SDK would take it from variables that are meant for OpenAI itself.
function clientFor({ apiKey, baseUrl }: ProviderEndpoint, limits: CallLimits): OpenAI {
  return new OpenAI({
    apiKey: apiKey ?? 'none',
    defaultHeaders: apiKey === null ? { Authorization: null } : {},
    baseURL: baseUrl,
    organization: null,
    project: null,
    adminAPIKey: null,
    maxRetries: 0,
    timeout: limits.totalMs,
    // The SDK logs bodies at its debug level, which OPENAI_LOG could switch on.
    logLevel: 'off',
    fetch: limitedFetch(limits),
  });
}

function responseOf(error: unknown): ErrorResponse | null {
  if (!(error instanceof APIError) || typeof error.status !== 'number') return null;
  return { status: error.status, headers: error.headers, reason: error.code ?? undefined };
}
