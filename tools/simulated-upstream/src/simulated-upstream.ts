import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseBehaviour, type SimulatedBehaviour, SimulatedModel } from '@gauntlet/models';
import { anthropicWire } from './anthropic.wire';
import { CallLog, type CallRecord } from './call-log';
import { CompletionsEndpoint } from './completions.endpoint';
import { bodyOf, sendJson } from './http';
import { openAiWire } from './openai.wire';

/** Where the upstream listens (0 is any free port), where it logs, and how it behaves until told otherwise. */
export interface SimulatedUpstreamOptions {
  readonly port: number;
  readonly callLog?: string | undefined;
  readonly behaviour?: Partial<SimulatedBehaviour>;
}

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;

/** An HTTP server on 127.0.0.1 that speaks OpenAI's and Anthropic's wire formats and answers with the simulated model. */
export class SimulatedUpstream {
  private readonly log: CallLog;
  private readonly model: SimulatedModel;
  private readonly server: Server;

  private constructor({ callLog, behaviour = {} }: SimulatedUpstreamOptions) {
    this.log = new CallLog(callLog);
    this.model = new SimulatedModel(behaviour);
    const routes = this.routes();
    this.server = createServer((request, response) => {
      serve(routes, request, response).catch((error: unknown) => response.destroy(error as Error));
    });
  }

  /** Rejects when the port is taken. */
  static async start(options: SimulatedUpstreamOptions): Promise<SimulatedUpstream> {
    const upstream = new SimulatedUpstream(options);
    await new Promise<void>((resolve, reject) => {
      upstream.server.once('error', reject).listen(options.port, '127.0.0.1', resolve);
    });
    return upstream;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** What OPENAI_BASE_URL must be. */
  get baseUrl(): string {
    return `${this.origin}/v1`;
  }

  /** What ANTHROPIC_BASE_URL must be. */
  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Calls so far, oldest first, at most 10,000. */
  calls(): readonly CallRecord[] {
    return this.log.calls();
  }

  /** Replaces the behaviour, as `POST /control` does. */
  control(behaviour: Partial<SimulatedBehaviour>): void {
    this.model.control(behaviour);
  }

  async stop(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    this.server.closeAllConnections();
    await closed;
    this.log.close();
  }

  private routes(): ReadonlyMap<string, Handler> {
    const completions = new CompletionsEndpoint(this.model, this.log, openAiWire);
    const messages = new CompletionsEndpoint(this.model, this.log, anthropicWire);
    return new Map<string, Handler>([
      ['POST /v1/chat/completions', (request, response) => completions.handle(request, response)],
      ['POST /v1/messages', (request, response) => messages.handle(request, response)],
      ['GET /v1/models', (_, response) => sendJson(response, { object: 'list', data: [MODEL] })],
      ['GET /calls', (_, response) => sendJson(response, this.log.calls())],
      ['POST /control', (request, response) => this.onControl(request, response)],
    ]);
  }

  private async onControl(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      this.model.control(parseBehaviour(JSON.parse((await bodyOf(request)).toString())));
      sendJson(response, { ok: true });
    } catch (error) {
      sendJson(response, openAiWire.errorBody((error as Error).message, 'invalid_behaviour'), { status: 400 });
    }
  }
}

const MODEL = { id: 'simulated', object: 'model', created: 0, owned_by: 'gauntlet' };

async function serve(
  routes: ReadonlyMap<string, Handler>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [path] = (request.url ?? '').split('?');
  const handler = routes.get(`${request.method} ${path}`);
  if (handler) return handler(request, response);
  sendJson(response, openAiWire.errorBody(`no route ${request.method} ${path}`, 'not_found'), { status: 404 });
}
