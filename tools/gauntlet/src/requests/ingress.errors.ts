/** Thrown when nothing answers where ingress should be; a retry helps once it runs. */
export class IngressUnreachableError extends Error {
  readonly code = 'ingress_unreachable';
  readonly retryable = true;

  constructor(url: string, options: ErrorOptions) {
    super(`nothing answers at ${url}; start Gauntlet ("npm start") or set GAUNTLET_URL to where ingress is`, options);
    this.name = 'IngressUnreachableError';
  }
}

/** Thrown when what answers speaks no JSON, as another program at that port or a proxy before it; a retry helps for 5xx. */
export class NotIngressError extends Error {
  readonly code = 'not_ingress';
  readonly retryable: boolean;

  constructor({ url, status, headers }: Response) {
    const kind = headers.get('content-type') ?? 'something';
    super(`${url} answered ${status} with ${kind} that is no JSON; set GAUNTLET_URL to where ingress is`);
    this.name = 'NotIngressError';
    this.retryable = status >= 500;
  }
}

/** Thrown when ingress answers with an error; `code` is its own, and a retry helps for 429 and 5xx. */
export class IngressRefusedError extends Error {
  readonly code: string;
  readonly retryable: boolean;

  constructor(status: number, body: unknown) {
    const { message, code } = (body as { error?: { message?: string; code?: string } } | null)?.error ?? {};
    const fix = status === 401 ? ' (the gauntlet command takes it from GAUNTLET_API_KEY)' : '';
    super(`${message ?? `ingress answered ${status}`}${fix}`);
    this.name = 'IngressRefusedError';
    this.code = code ?? `http_${status}`;
    this.retryable = status === 429 || status >= 500;
  }
}
