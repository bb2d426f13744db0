import { type Server, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiError } from '../api.error';

// By the code that Node or Fastify has for it.
const REFUSALS: Readonly<Record<string, ApiError>> = {
  HPE_HEADER_OVERFLOW: new ApiError('headers_too_large', 'the headers are larger than 16 KiB'),
  ERR_HTTP_REQUEST_TIMEOUT: new ApiError('request_timeout', 'the request came too slowly'),
  FST_ERR_MAX_PARAM_LENGTH: new ApiError('path_too_long', 'a part of the path is longer than any name or id'),
};
const BAD_PATH = new ApiError('invalid_path', 'the path has a broken escape');
const NO_HTTP = new ApiError('invalid_http', 'this is not a valid HTTP request');
const BAD_EXPECTATION = new ApiError('expectation_failed', 'expect can only be 100-continue; leave it out');

/**
 * Answers what is no HTTP, too long, too slow or expects too much in OpenAI's error shape, and closes its connection: such
 * requests never reach the framework.
 */
export function refuseBrokenRequests(server: Server): void {
  server.removeAllListeners('clientError');
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    if (error.code === 'ECONNRESET' || !socket.writable) return socket.destroy();
    socket.end(responseFor(REFUSALS[error.code ?? ''] ?? NO_HTTP), () => socket.destroy());
  });
  server.on('checkExpectation', ({ socket }) => socket.end(responseFor(BAD_EXPECTATION), () => socket.destroy()));
}

/** Answers a path that the router can't take, in the same shape. */
export function refuseUnroutable({ code }: { code?: string }, _request: FastifyRequest, reply: FastifyReply): void {
  const { status, body } = REFUSALS[code ?? ''] ?? BAD_PATH;
  void reply.status(status).send(body);
}

function responseFor({ status, body }: ApiError): string {
  const text = JSON.stringify(body);
  const headers = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(text)}`,
    'connection: close',
  ];
  return `${headers.join('\r\n')}\r\n\r\n${text}`;
}
