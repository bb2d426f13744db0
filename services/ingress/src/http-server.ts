import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import { traceHttp } from './http-trace';
import { acceptOnlyJson } from './json-body';

/** Sets up Fastify before it starts listening: what it reads, and the trace of each request. */
@Injectable()
export class HttpServer implements OnModuleInit {
  constructor(private readonly host: HttpAdapterHost<FastifyAdapter>) {}

  onModuleInit(): void {
    const fastify = this.host.httpAdapter.getInstance();
    acceptOnlyJson(fastify);
    traceHttp(fastify);
  }
}
