import '@gauntlet/telemetry/bootstrap';
import { runService } from '@gauntlet/runtime';
import { BODY_LIMIT_BYTES } from './body-limit';
import { refuseUnroutable } from './broken-requests';
import { IngressModule } from './ingress.module';
import { serveOpenApi } from './openapi';

runService({
  service: 'ingress',
  module: IngressModule,
  bodyLimitBytes: BODY_LIMIT_BYTES,
  onUnroutable: refuseUnroutable,
  onCreated: serveOpenApi,
});
