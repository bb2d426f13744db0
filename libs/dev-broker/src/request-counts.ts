interface Count {
  requests: number;
  receivedBytes: number;
  sentBytes: number;
}

/** What clients have asked and got since the start, by API. */
export class RequestCounts {
  private readonly byApi = new Map<string, Count>();

  /** Counts one request that was answered, or wanted no answer, with the bytes of both. */
  add(api: string, receivedBytes: number, sentBytes: number): void {
    const count = this.byApi.get(api) ?? { requests: 0, receivedBytes: 0, sentBytes: 0 };
    count.requests += 1;
    count.receivedBytes += receivedBytes;
    count.sentBytes += sentBytes;
    this.byApi.set(api, count);
  }

  /** As Prometheus reads it. */
  toString(): string {
    const lines = [...this.byApi].flatMap(([api, { requests, receivedBytes, sentBytes }]) => [
      `dev_broker_requests_total{api="${api}"} ${requests}`,
      `dev_broker_received_bytes_total{api="${api}"} ${receivedBytes}`,
      `dev_broker_sent_bytes_total{api="${api}"} ${sentBytes}`,
    ]);
    return lines.map((line) => `${line}\n`).join('');
  }
}
