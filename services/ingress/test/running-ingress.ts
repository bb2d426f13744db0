import type { AddressInfo } from 'node:net';
import type { CustomTransportStrategy } from '@nestjs/microservices';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import type { ChatCompletion, HttpErrorBody, RequestRecord } from '@gauntlet/contracts/http';
import { HealthRegistry, MICROSERVICE_STRATEGIES } from '@gauntlet/runtime';
import { waitFor } from '@gauntlet/testing';
import { HTTP_OPTIONS } from '../src/door/http-options';
import { HttpServer } from '../src/door/http-server';
import { IngressModule } from '../src/ingress.module';
import { ofShape } from './of-shape';

/** The whole service inside this process, started as `runService` does it. */
export class RunningIngress {
  private constructor(
    readonly app: NestFastifyApplication,
    readonly url: string,
  ) {}

  static async start(env: Readonly<Record<string, string>>): Promise<RunningIngress> {
    const before = { ...process.env };
    Object.assign(process.env, env);
    const module = await Test.createTestingModule({ imports: [IngressModule] })
      .compile()
      .finally(() => {
        process.env = before;
      });
    module.useLogger(false);
    const app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter(HTTP_OPTIONS));
    app.get(HttpServer).prepare(app);
    for (const strategy of app.get<CustomTransportStrategy[]>(MICROSERVICE_STRATEGIES, { strict: false })) {
      app.connectMicroservice({ strategy }, { inheritAppConfig: true });
    }
    await app.init();
    await app.startAllMicroservices();
    const fastify = app.getHttpAdapter().getInstance();
    await fastify.listen({ host: '127.0.0.1', port: 0 });
    return new RunningIngress(app, `http://127.0.0.1:${(fastify.server.address() as AddressInfo).port}`);
  }

  async ready(): Promise<void> {
    await waitFor(async () => (await this.app.get(HealthRegistry).readiness()).healthy, {
      deadlineMs: 30_000,
      description: 'ingress to be ready',
    });
  }

  /** Posts a chat request; `body` over a plain question to the deployed prompt. */
  async ask(
    body: object = {},
    headers: Record<string, string> = {},
  ): Promise<{ response: Response; body: AnswerBody }> {
    const messages = [{ role: 'user', content: 'How long is the warranty?' }];
    const response = await fetch(`${this.url}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ model: 'support-agent', messages, ...body }),
    });
    return {
      response,
      body: ofShape(response.ok ? 'ChatCompletion' : 'HttpErrorBody', await response.json()) as AnswerBody,
    };
  }

  /** Reads a request's record. */
  async read(id: string): Promise<{ response: Response; body: RecordBody }> {
    const response = await fetch(`${this.url}/v1/requests/${id}`);
    const shape = response.status === 202 ? 'PendingRequest' : 'RequestRecord';
    return { response, body: ofShape(response.ok ? shape : 'HttpErrorBody', await response.json()) as RecordBody };
  }
}

/** An answer or a refusal; which of them it is, and that it has its shape, is checked when it comes. */
export type AnswerBody = ChatCompletion & HttpErrorBody;

/** A record, pending or finished, or a refusal, checked as an answer is. */
export type RecordBody = RequestRecord & HttpErrorBody;
