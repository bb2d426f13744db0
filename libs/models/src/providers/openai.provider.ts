import OpenAI, { APIError } from 'openai';
import { deadlineSignal } from '../deadline-signal';
import { abortFailure, connectionFailure, invalidResponse, statusFailure } from '../failures';
import type { ModelCall, ModelProvider, ModelReply } from '../model-provider';
import { ProviderError } from '../provider.error';
import { retryAfterMs } from '../retry-after';
import { cappedFetch, ResponseTooLargeError } from './capped-fetch';
import { replyFrom, requestBody } from './openai-wire';

const NAME = 'openai';
const MAX_BODY_BYTES = 8 * 1_048_576;
const DEFAULT_TIMEOUT_MS = 60_000;

/** Where and as whom the `openai` provider calls. */
export interface OpenAiOptions {
  /** Without it every call fails with `provider_key_missing`; nothing else is affected. */
  readonly apiKey?: string | undefined;
  /** Any server that speaks OpenAI's wire format; default is OpenAI itself. */
  readonly baseUrl?: string | undefined;
  /** From the first byte sent to the last byte read; default 60 s. */
  readonly timeoutMs?: number;
}

/** Calls OpenAI or a compatible server through the official SDK, with its own retries off: the ladder decides about those. */
export class OpenAiProvider implements ModelProvider {
  readonly name = NAME;
  private readonly client: OpenAI | null;
  private readonly timeoutMs: number;

  constructor({ apiKey, baseUrl, timeoutMs = DEFAULT_TIMEOUT_MS }: OpenAiOptions) {
    this.timeoutMs = timeoutMs;
    this.client = apiKey ? clientFor(apiKey, baseUrl) : null;
  }

  async complete(call: ModelCall): Promise<ModelReply> {
    if (!this.client) throw missingKey();
    const deadline = deadlineSignal(this.timeoutMs, call.signal);
    try {
      return await ask(this.client, call, deadline.signal);
    } catch (error) {
      throw failureOf(error, deadline.signal);
    } finally {
      deadline.clear();
    }
  }
}

function clientFor(apiKey: string, baseUrl: string | undefined): OpenAI {
  return new OpenAI({
    apiKey,
    baseURL: baseUrl ?? 'https://api.openai.com/v1',
    maxRetries: 0,
    // The SDK logs bodies at its debug level, which OPENAI_LOG could switch on.
    logLevel: 'off',
    fetch: cappedFetch(MAX_BODY_BYTES),
  });
}

async function ask(client: OpenAI, call: ModelCall, signal: AbortSignal): Promise<ModelReply> {
  const headers = { 'Idempotency-Key': call.idempotencyKey, 'X-Client-Request-Id': call.idempotencyKey };
  const body: unknown = await client.chat.completions.create(requestBody(call), { headers, signal });
  return replyFrom(NAME, body, call.model);
}

function missingKey(): ProviderError {
  return new ProviderError('OPENAI_API_KEY is not set: set it, or pin a model of another provider', {
    code: 'provider_key_missing',
    retryable: false,
  });
}

function failureOf(error: unknown, signal: AbortSignal): ProviderError {
  if (error instanceof ProviderError) return error;
  if (signal.aborted) return abortFailure(NAME, signal);
  if (error instanceof APIError && typeof error.status === 'number') {
    const details = { retryAfterMs: retryAfterMs(error.headers), reason: error.code ?? undefined };
    return statusFailure(NAME, error.status, details);
  }
  if (error instanceof SyntaxError) return invalidResponse(NAME, 'its body is not JSON');
  if (error instanceof ResponseTooLargeError) return invalidResponse(NAME, error.message);
  return connectionFailure(NAME, error instanceof Error ? (error.cause ?? error) : error);
}
