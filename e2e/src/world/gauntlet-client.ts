import { setTimeout as pause } from 'node:timers/promises';
import type { ChatCompletion, RequestRecord } from '@gauntlet/contracts/http';

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

  async chat(text: string, options: ChatOptions = {}): Promise<HttpAnswer<ChatCompletion>> {
    const { prompt = 'support-agent', headers = {}, body = {} } = options;
    const response = await fetch(`${this.baseUrl}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ model: prompt, messages: [{ role: 'user', content: text }], ...body }),
    });
    return parsed(response);
  }

  /** The record as soon as it is there; the durable group may be a moment behind the answer. */
  async record(requestId: string, deadlineMs = 20_000): Promise<RequestRecord> {
    const deadline = Date.now() + deadlineMs;
    for (;;) {
      const { status, body } = await this.get<RequestRecord>(`/v1/requests/${requestId}`);
      if (status === 200) return body;
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
