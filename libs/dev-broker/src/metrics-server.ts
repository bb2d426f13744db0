import { once } from 'node:events';
import { createServer, type Server } from 'node:http';

/** Answers every GET on 127.0.0.1 with metrics as Prometheus reads them. Rejects when the port is taken. */
export async function serveMetrics(port: number, metrics: () => string): Promise<Server> {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4' }).end(metrics());
  });
  await once(server.listen(port, '127.0.0.1'), 'listening');
  // Whoever reads them keeps no broker from ending.
  return server.unref();
}
