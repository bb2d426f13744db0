import { Injectable, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter, NestFastifyApplication } from '@nestjs/platform-fastify';
import { refuseBrokenRequests } from './broken-requests';
import { traceHttp } from './http-trace';
import { acceptOnlyJson } from './json-body';
import { refuseOtherMethods, watchRoutes } from './known-methods';
import { serveOpenApi } from './openapi';
import { RequestGate } from './request.gate';

/** Sets up Fastify before it starts listening: what it reads, the trace of each request, and who gets in. */
@Injectable()
export class HttpServer implements OnModuleInit, OnApplicationBootstrap {
  private app: NestFastifyApplication | undefined;

  constructor(
    private readonly host: HttpAdapterHost<FastifyAdapter>,
    private readonly gate: RequestGate,
  ) {}

  /** Called with the application before it knows any route. */
  prepare(app: NestFastifyApplication): void {
    this.app = app;
    watchRoutes(app.getHttpAdapter().getInstance());
  }

  onModuleInit(): void {
    const fastify = this.host.httpAdapter.getInstance();
    acceptOnlyJson(fastify);
    refuseBrokenRequests(fastify.server);
    traceHttp(fastify);
    this.gate.guard(fastify);
  }

  onApplicationBootstrap(): void {
    if (this.app) serveOpenApi(this.app);
    refuseOtherMethods(this.host.httpAdapter.getInstance());
  }
}
