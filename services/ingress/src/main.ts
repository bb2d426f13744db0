import '@gauntlet/telemetry/bootstrap';
import { runService } from '@gauntlet/runtime';
import { HTTP_OPTIONS } from './door/http-options';
import { HttpServer } from './door/http-server';
import { IngressModule } from './ingress.module';

runService({
  service: 'ingress',
  module: IngressModule,
  http: HTTP_OPTIONS,
  onCreated: (app) => app.get(HttpServer).prepare(app),
});
