import { createRequire } from 'node:module';
import type { Anthropic, APIError } from '@anthropic-ai/sdk';
import type { ProviderEndpoint } from '../provider-endpoints';
import { messageFrom, messageParameters } from './anthropic-wire';
import type { ErrorResponse } from './call-failure';
import { type CallLimits, sdkTimeoutMs } from './call-limits';
import { limitedFetch } from './limited-fetch';
import { providerReason } from './provider-reason';
import type { ProviderSdk } from './provider-sdk';

type Package = typeof import('@anthropic-ai/sdk');

const load = createRequire(__filename);

/** Anthropic's Messages API. Its SDK is loaded here, for it takes a fifth of a second and many who run Gauntlet never use it. */
export function anthropicSdk(endpoint: ProviderEndpoint, limits: CallLimits): ProviderSdk {
  const sdk = load('@anthropic-ai/sdk') as Package;
  const client = clientFor(sdk, endpoint, limits);
  return {
    responseOf: (error) => (error instanceof sdk.APIError ? responseOf(error, endpoint.apiKey) : null),
    ask: async (call, signal) => {
      const headers = { 'Idempotency-Key': call.idempotencyKey };
      const body: unknown = await client.messages.create(messageParameters(call), { headers, signal });
      return messageFrom(endpoint.name, body, call.model);
    },
  };
}

// Everything is said here, or the SDK would look for it in variables and profiles of the machine.
function clientFor(sdk: Package, { apiKey, baseUrl }: ProviderEndpoint, limits: CallLimits): Anthropic {
  return new sdk.Anthropic({
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

function responseOf(error: APIError, key: string | null): ErrorResponse | null {
  const { status, headers, errorCode: code, type } = error;
  if (typeof status !== 'number') return null;
  return { headers, reason: providerReason({ status, code, type, param: null }, key) };
}
