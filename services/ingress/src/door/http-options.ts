import type { ServiceOptions } from '@gauntlet/runtime';
import { BODY_LIMIT_BYTES } from './body-limit';
import { refuseUnroutable } from './broken-requests';

/** How Fastify reads requests here, so that whatever it would refuse in its own words is refused in ours. */
export const HTTP_OPTIONS = {
  bodyLimit: BODY_LIMIT_BYTES,
  return503OnClosing: false,
  frameworkErrors: refuseUnroutable,
  // The longest name of a prompt; the router's own limit is shorter.
  routerOptions: { maxParamLength: 128 },
  // Node would refuse a request without one before anybody could say why.
  http: { requireHostHeader: false },
} as const satisfies ServiceOptions['http'];
