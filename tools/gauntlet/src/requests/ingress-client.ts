import type { ChatCompletion, RequestRecord } from '@gauntlet/contracts/http';
import { defaultPort } from '@gauntlet/runtime';
import { sleep } from '@gauntlet/timing';
import { IngressRefusedError, IngressUnreachableError, NotIngressError } from './ingress.errors';

/** What to ask. */
export interface Question {
  readonly prompt: string;
  readonly input: string;
  readonly variables?: Readonly<Record<string, string>>;
  readonly conversation?: string;
}

interface HttpAnswer {
  readonly status: number;
  readonly body: unknown;
}

const LOOK_EVERY_MS = 100;
/** The record is stored a moment after the answer, and another instance may be asked for it. */
const RECORD_LIMIT_MS = 5_000;

/**
 * Ingress over HTTP. Every call throws IngressUnreachableError, IngressRefusedError or NotIngressError; all say whether a retry helps.
 */
export class IngressClient {
  constructor(
    private readonly baseUrl: string,
    private readonly apiKey: string | undefined,
  ) {}

  /** `GAUNTLET_URL` (default: this machine, `INGRESS_PORT` or its default) with `GAUNTLET_API_KEY`, if it is set. */
  static fromEnvironment(env: NodeJS.ProcessEnv = process.env): IngressClient {
    const url = env.GAUNTLET_URL || `http://127.0.0.1:${env.INGRESS_PORT || defaultPort('ingress')}`;
    return new IngressClient(url.replace(/\/$/, ''), env.GAUNTLET_API_KEY || undefined);
  }

  /** Sends one request and waits for its answer. */
  async ask({ prompt, input, variables, conversation }: Question): Promise<ChatCompletion> {
    const messages = [{ role: 'user', content: input }];
    const body = { model: prompt, messages, metadata: variables, conversation };
    const answer = await this.fetch('/v1/chat/completions', { method: 'POST', body: JSON.stringify(body) });
    if (answer.status !== 200) throw new IngressRefusedError(answer.status, answer.body);
    return answer.body as ChatCompletion;
  }

  /** The record of a request; waits up to 5 s for one that is on its way, then null. */
  async record(id: string): Promise<RequestRecord | null> {
    const end = performance.now() + RECORD_LIMIT_MS;
    for (;;) {
      const { status, body } = await this.fetch(`/v1/requests/${encodeURIComponent(id)}`, {});
      if (status === 200) return body as RequestRecord;
      if (status !== 202 && status !== 404) throw new IngressRefusedError(status, body);
      if (performance.now() > end && status === 202) return null;
      if (performance.now() > end) throw new IngressRefusedError(status, body);
      await sleep(LOOK_EVERY_MS);
    }
  }

  /** True when ingress says that it is ready. */
  async isReady(): Promise<boolean> {
    const answer = await this.fetch('/health/ready', {}).catch(() => null);
    return answer?.status === 200;
  }

  private async fetch(path: string, { method = 'GET', body }: RequestInit): Promise<HttpAnswer> {
    const headers = new Headers(body ? { 'content-type': 'application/json' } : {});
    if (this.apiKey) headers.set('authorization', `Bearer ${this.apiKey}`);
    const response = await fetch(`${this.baseUrl}${path}`, { method, body, headers }).catch((cause: unknown) => {
      throw new IngressUnreachableError(this.baseUrl, { cause });
    });
    const answer: unknown = await response.json().catch(() => {
      throw new NotIngressError(response);
    });
    return { status: response.status, body: answer };
  }
}
