import '@gauntlet/telemetry/bootstrap';
import { runService } from '@gauntlet/runtime';
import { BODY_LIMIT_BYTES } from './http/body-limit';
import { refuseUnroutable } from './http/broken-requests';
import { IngressModule } from './ingress.module';
import { HttpServer } from './http-server';

runService({
  service: 'ingress',
  module: IngressModule,
  bodyLimitBytes: BODY_LIMIT_BYTES,
  onUnroutable: refuseUnroutable,
  onCreated: (app) => app.get(HttpServer).prepare(app),
});
