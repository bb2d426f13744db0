import '@gauntlet/telemetry/bootstrap';
import { runService } from '@gauntlet/runtime';
import { BODY_LIMIT_BYTES } from './door/body-limit';
import { refuseUnroutable } from './door/broken-requests';
import { IngressModule } from './ingress.module';
import { HttpServer } from './door/http-server';

runService({
  service: 'ingress',
  module: IngressModule,
  bodyLimitBytes: BODY_LIMIT_BYTES,
  onUnroutable: refuseUnroutable,
  onCreated: (app) => app.get(HttpServer).prepare(app),
});
