import { STATUS_CODES, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';

interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

const REFUSALS: Readonly<Record<string, Refusal>> = {
  HPE_HEADER_OVERFLOW: { status: 431, code: 'headers_too_large', message: 'the headers are larger than 16 KiB' },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, code: 'request_timeout', message: 'the request came too slowly' },
};
const BAD_PATH: Refusal = { status: 400, code: 'invalid_path', message: 'the path has a broken escape' };
const NO_HTTP: Refusal = { status: 400, code: 'invalid_http', message: 'this is not a valid HTTP request' };

/**
 * Answers what is no HTTP, too long or too slow in OpenAI's error shape, and closes its connection: such requests never
 * reach the framework.
 */
export function refuseBrokenRequests(server: Server): void {
  server.removeAllListeners('clientError');
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    if (error.code === 'ECONNRESET' || !socket.writable) return socket.destroy();
    socket.end(responseFor(REFUSALS[error.code ?? ''] ?? NO_HTTP), () => socket.destroy());
  });
}

/** Answers a path that can't be decoded, in the same shape. */
export function refuseUnroutable(_error: Error, _request: FastifyRequest, reply: FastifyReply): void {
  const { status, ...refusal } = BAD_PATH;
  void reply.status(status).send(bodyOf(refusal));
}

function bodyOf({ code, message }: Omit<Refusal, 'status'>) {
  return { error: { message, type: 'invalid_request_error', code, param: null } };
}

function responseFor({ status, code, message }: Refusal): string {
  const body = JSON.stringify(bodyOf({ code, message }));
  const headers = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  return `${headers.join('\r\n')}\r\n\r\n${body}`;
}
