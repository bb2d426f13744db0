import { ErrorCode } from '../protocol/error-code';
import { Writer } from '../protocol/writer';
import type { RequestHandler } from './request-handler';

export const API_VERSIONS_KEY = 18;

/** ApiVersions: which APIs and versions a client may use here. */
export function apiVersionsApi(handlers: readonly RequestHandler[]): RequestHandler {
  return {
    name: 'ApiVersions',
    apiKey: API_VERSIONS_KEY,
    minVersion: 0,
    maxVersion: 2,
    handle({ version }) {
      const body = writeVersions(ErrorCode.None, handlers);
      return version >= 1 ? body.int32(0) : body;
    },
  };
}

/** The answer to a version above the supported one has the body of v0, as KIP-511 says, so that any client can read it. */
export function unsupportedApiVersions(handlers: readonly RequestHandler[]): Writer {
  return writeVersions(ErrorCode.UnsupportedVersion, handlers);
}

function writeVersions(error: ErrorCode, handlers: readonly RequestHandler[]): Writer {
  const body = new Writer().int16(error);
  return body.array(handlers, ({ apiKey, minVersion, maxVersion }) => {
    body.int16(apiKey).int16(minVersion).int16(maxVersion);
  });
}
