import { setTimeout as pause } from 'node:timers/promises';

/** The part of a chat answer that tests look at. */
export interface ChatAnswer {
  readonly id: string;
  readonly object: string;
  readonly model: string;
  readonly choices: readonly {
    readonly message: { readonly role: string; readonly content: string };
    readonly finish_reason: string;
  }[];
  readonly usage: { readonly prompt_tokens: number; readonly completion_tokens: number; readonly total_tokens: number };
  readonly gauntlet: GauntletExtension;
}

/** Ingress's extension object. */
export interface GauntletExtension {
  readonly request_id: string;
  readonly trace_id: string;
  readonly prompt: string;
  readonly model: string | null;
  readonly provider: string | null;
  readonly outcome: 'answered' | 'blocked' | 'canned';
  readonly flags: readonly string[];
  readonly cost_usd: number | null;
  readonly recorded?: boolean;
  readonly attempts: readonly Record<string, unknown>[];
  readonly verdicts: readonly { readonly check: string; readonly side: string; readonly outcome: string }[];
  readonly latency_ms: Readonly<Record<string, number>>;
}

/** An HTTP answer with its parsed body. */
export interface HttpAnswer<T> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
}

/** What a chat request may carry besides its text. */
export interface ChatOptions {
  readonly prompt?: string;
  readonly headers?: Record<string, string>;
  readonly body?: Record<string, unknown>;
}

/** A backend that talks to ingress over HTTP, as any OpenAI client would. */
export class GauntletClient {
  constructor(readonly baseUrl: string) {}

  async chat(text: string, options: ChatOptions = {}): Promise<HttpAnswer<ChatAnswer>> {
    const { prompt = 'support-agent', headers = {}, body = {} } = options;
    const response = await fetch(`${this.baseUrl}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ model: prompt, messages: [{ role: 'user', content: text }], ...body }),
    });
    return parsed(response);
  }

  /** The record as soon as it is there; the durable group may be a moment behind the answer. */
  async record(requestId: string, deadlineMs = 20_000): Promise<Record<string, unknown>> {
    const deadline = Date.now() + deadlineMs;
    for (;;) {
      const { status, body } = await this.get<Record<string, unknown>>(`/v1/requests/${requestId}`);
      if (status === 200 && body.status !== 'pending') return body;
      if (Date.now() > deadline) throw new Error(`no record of ${requestId}: ${status} ${JSON.stringify(body)}`);
      await pause(100);
    }
  }

  async get<T>(path: string, headers: Record<string, string> = {}): Promise<HttpAnswer<T>> {
    return parsed(await fetch(`${this.baseUrl}${path}`, { headers }));
  }
}

async function parsed<T>(response: Response): Promise<HttpAnswer<T>> {
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json');
  return { status: response.status, headers: response.headers, body: (isJson ? JSON.parse(text) : text) as T };
}
