import type { Socket } from 'node:net';
import type { Dispatcher, Reply } from './dispatcher';
import { frames } from './frames';
import { warn } from './log';

/** Serves one client until it goes, strictly in order: like Apache Kafka, one request of a connection at a time. */
export async function serveConnection(socket: Socket, dispatcher: Dispatcher, stopping: AbortSignal): Promise<void> {
  const clientHost = `/${socket.remoteAddress ?? ''}`;
  socket.setNoDelay(true);
  try {
    for await (const frame of frames(socket)) {
      const reply = await dispatcher.dispatch(frame, { clientHost, stopping });
      if (reply) await send(socket, reply);
    }
  } catch (error) {
    // A client that vanishes is everyday life; anything else is a fault of the client or of this broker.
    if (!socket.errored && !socket.closed) warn(`closed the connection of ${clientHost}: ${String(error)}`);
  } finally {
    socket.destroy();
  }
}

function send(socket: Socket, { correlationId, body }: Reply): Promise<void> {
  const payload = body.toBuffer();
  const header = Buffer.allocUnsafe(8);
  header.writeInt32BE(payload.length + 4, 0);
  header.writeInt32BE(correlationId, 4);
  return new Promise((resolve, reject) => {
    socket.cork();
    socket.write(header);
    socket.write(payload, (error) => (error ? reject(error) : resolve()));
    socket.uncork();
  });
}
