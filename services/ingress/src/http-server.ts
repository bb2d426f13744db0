import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import { RequestGate } from './request.gate';
import { refuseBrokenRequests } from './http/broken-requests';
import { traceHttp } from './http/http-trace';
import { acceptOnlyJson } from './http/json-body';

/** Sets up Fastify before it starts listening: what it reads, the trace of each request, and who gets in. */
@Injectable()
export class HttpServer implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost<FastifyAdapter>,
    private readonly gate: RequestGate,
  ) {}

  onModuleInit(): void {
    const fastify = this.host.httpAdapter.getInstance();
    acceptOnlyJson(fastify);
    refuseBrokenRequests(fastify.server);
    traceHttp(fastify);
    this.gate.guard(fastify);
  }
}
