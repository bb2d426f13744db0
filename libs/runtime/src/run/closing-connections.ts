import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';

/**
 * Ends each kept-alive connection with the response that is on its way when a stop begins. Closing a server ends the idle
 * ones only: a connection that was busy would hold the process until its keep-alive time, longer than a stop may take.
 */
@Injectable()
export class ClosingConnections implements OnModuleInit, OnModuleDestroy {
  private closing = false;

  constructor(private readonly host: HttpAdapterHost<FastifyAdapter>) {}

  onModuleInit(): void {
    // A process that serves no HTTP has no adapter.
    const adapter: FastifyAdapter | undefined = this.host.httpAdapter;
    adapter?.getInstance().addHook('onSend', (_request, reply, payload, done) => {
      if (this.closing) reply.header('connection', 'close');
      done(null, payload);
    });
  }

  onModuleDestroy(): void {
    this.closing = true;
  }
}
