import OpenAI, { APIError } from 'openai';
import type { ProviderEndpoint } from '../provider-endpoints';
import type { ErrorResponse } from './call-failure';
import { type CallLimits, sdkTimeoutMs } from './call-limits';
import { limitedFetch } from './limited-fetch';
import { replyFrom, requestBody } from './openai-wire';
import { providerReason } from './provider-reason';
import type { ProviderSdk } from './provider-sdk';

/**
 * OpenAI, or any server that speaks its chat completions (Azure's v1 API, Ollama, vLLM, Groq, Gemini, Bedrock's
 * endpoint).
 */
export function openAiSdk(endpoint: ProviderEndpoint, limits: CallLimits): ProviderSdk {
  const client = clientFor(endpoint, limits);
  return {
    responseOf: (error) => responseOf(error, endpoint.apiKey),
    ask: async (call, signal) => {
      const headers = { 'Idempotency-Key': call.idempotencyKey, 'X-Client-Request-Id': call.idempotencyKey };
      const body: unknown = await client.chat.completions.create(requestBody(call), { headers, signal });
      return replyFrom(endpoint.name, body, call.model);
    },
  };
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
    timeout: sdkTimeoutMs(limits),
    // The SDK logs bodies at its debug level, which OPENAI_LOG could switch on.
    logLevel: 'off',
    fetch: limitedFetch(limits),
  });
}

function responseOf(error: unknown, key: string | null): ErrorResponse | null {
  if (!(error instanceof APIError) || typeof error.status !== 'number') return null;
  const { status, headers, code, type, param } = error;
  return { headers, reason: providerReason({ status, code, type, param }, key) };
}
