import type { Socket } from 'node:net';
import type { FastifyReply } from 'fastify';

const connections = new WeakMap<Socket, AbortSignal>();

/**
 * Aborts when the caller's connection closes, and is aborted when it has closed already. One signal for all requests of a
 * connection: a response that waits behind another one on it never hears of the end by itself.
 */
export function goneSignal({ request: { raw } }: FastifyReply): AbortSignal {
  const { socket } = raw;
  const known = connections.get(socket);
  if (known) return known;
  const controller = new AbortController();
  connections.set(socket, controller.signal);
  if (socket.destroyed) controller.abort();
  else socket.once('close', () => controller.abort());
  return controller.signal;
}

/**
 * Calls back once: when the response is written, or its connection has closed before that. A response that takes longer
 * than `limitMs`, for instance because nobody reads it, ends with its connection.
 */
export function whenOver(reply: FastifyReply, { limitMs, then }: { limitMs: number; then: () => void }): void {
  const gone = goneSignal(reply);
  if (gone.aborted) return then();
  const limit = setTimeout(() => reply.request.raw.socket.destroy(), limitMs).unref();
  const over = () => {
    clearTimeout(limit);
    gone.removeEventListener('abort', over);
    reply.raw.off('close', over);
    then();
  };
  gone.addEventListener('abort', over);
  reply.raw.once('close', over);
}
