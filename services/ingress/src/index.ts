import type { ServiceOptions } from '@gauntlet/runtime';
import { HTTP_OPTIONS } from './door/http-options';
import { HttpServer } from './door/http-server';
import { IngressModule } from './ingress.module';

/** This service, for a process of its own or one that it shares. */
export const service: ServiceOptions = {
  service: 'ingress',
  module: IngressModule,
  http: HTTP_OPTIONS,
  onCreated: (app) => app.get(HttpServer).prepare(app),
};
