import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ReceivedSpan, spansOf, type TraceExport } from './otlp-json';

/**
 * A real OTLP/http receiver that keeps every span it is sent. Point a process at it with
 * `OTEL_EXPORTER_OTLP_ENDPOINT=<endpoint>` and `OTEL_EXPORTER_OTLP_PROTOCOL=http/json`; other encodings get a 415.
 */
export class OtlpSink {
  private readonly received: ReceivedSpan[] = [];

  private constructor(
    private readonly server: Server,
    readonly endpoint: string,
  ) {}

  /** Listens on 127.0.0.1, on any free port unless one is given. */
  static async start(port = 0): Promise<OtlpSink> {
    const server = createServer();
    await once(server.listen(port, '127.0.0.1'), 'listening');
    const sink = new OtlpSink(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    server.on('request', (request, response) => {
      sink.receive(request, response).catch((error: Error) => response.destroy(error));
    });
    return sink;
  }

  /** All spans of one trace, in order of arrival; of all traces without an id. */
  spans(traceId?: string): readonly ReceivedSpan[] {
    return traceId ? this.received.filter((span) => span.traceId === traceId) : this.received;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await once(this.server.close(), 'close');
  }

  private async receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method === 'GET' && request.url?.startsWith('/spans/')) {
      return answer(response, 200, this.spans(request.url.slice('/spans/'.length)));
    }
    if (!request.headers['content-type']?.startsWith('application/json')) return answer(response, 415, {});
    const body = await read(request);
    if (request.url === '/v1/traces') this.received.push(...spansOf(JSON.parse(body) as TraceExport));
    answer(response, 200, {});
  }
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
