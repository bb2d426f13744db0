import Anthropic, { APIError } from '@anthropic-ai/sdk';
import type { ProviderEndpoint } from '../provider-endpoints';
import { messageFrom, messageParameters } from './anthropic-wire';
import type { ErrorResponse } from './call-failure';
import { type CallLimits, sdkTimeoutMs } from './call-limits';
import { limitedFetch } from './limited-fetch';
import { providerReason } from './provider-reason';
import type { ProviderSdk } from './provider-sdk';

/** Anthropic's Messages API. */
export function anthropicSdk(endpoint: ProviderEndpoint, limits: CallLimits): ProviderSdk {
  const client = clientFor(endpoint, limits);
  return {
    responseOf: (error) => responseOf(error, endpoint.apiKey),
    ask: async (call, signal) => {
      const headers = { 'Idempotency-Key': call.idempotencyKey };
      const body: unknown = await client.messages.create(messageParameters(call), { headers, signal });
      return messageFrom(endpoint.name, body, call.model);
    },
  };
}

// Everything is said here, or the SDK would look for it in variables and profiles of the machine.
function clientFor({ apiKey, baseUrl }: ProviderEndpoint, limits: CallLimits): Anthropic {
  return new Anthropic({
    apiKey,
    authToken: null,
    baseURL: baseUrl,
    maxRetries: 0,
    timeout: sdkTimeoutMs(limits),
    logLevel: 'off',
    // The `chat` span is model-invoker's, and holds no text.
    openTelemetry: false,
    fetch: limitedFetch(limits),
  });
}

function responseOf(error: unknown, key: string | null): ErrorResponse | null {
  if (!(error instanceof APIError) || typeof error.status !== 'number') return null;
  const { status, headers, errorCode: code, type } = error;
  return { headers, reason: providerReason({ status, code, type, param: null }, key) };
}
