import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { Client } from 'pg';

const HEADER_BYTES = 5;
const AUTHENTICATED = Buffer.from('R\0\0\0\x08\0\0\0\0Z\0\0\0\x05I', 'latin1');

/**
 * A pooler in transaction mode that knows nothing of prepared statements, as PgBouncer before 1.21: each transaction of a
 * client goes over the next of its few connections.
 */
export class TransactionPooler {
  private readonly waiting: ((connection: Socket) => void)[] = [];

  private constructor(
    private readonly free: Socket[],
    private readonly clients: readonly Client[],
    private readonly server: Server,
  ) {
    server.on('connection', (client: Socket) => {
      client.on('error', () => client.destroy());
      client.once('data', () => {
        client.on('data', this.transactionsOf(client)).write(AUTHENTICATED);
      });
    });
  }

  static async start(url: string, connections: number): Promise<TransactionPooler> {
    const clients = Array.from({ length: connections }, () => new Client(url));
    await Promise.all(clients.map((client) => client.connect()));
    const streams = clients.map(
      (client) => (client as unknown as { connection: { stream: Socket } }).connection.stream,
    );
    streams.forEach((stream) => stream.removeAllListeners('data'));
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new TransactionPooler(streams, clients, server);
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    this.server.close();
    await Promise.all(this.clients.map((client) => client.end()));
  }

  private transactionsOf(client: Socket): (chunk: Buffer) => void {
    let asked = Buffer.alloc(0);
    let mine: Promise<Socket> | undefined;
    const giveBack = () => void (mine = undefined);
    return (chunk) => {
      asked = Buffer.concat([asked, chunk]);
      const whole = wholeMessages(asked, (type) => type === 'S' || type === 'Q');
      if (whole.end === 0) return;
      const request = asked.subarray(0, whole.end);
      asked = asked.subarray(whole.end);
      mine ??= this.lease(client, giveBack);
      mine.then((connection) => connection.write(request)).catch((error: Error) => client.destroy(error));
    };
  }

  /** A connection for one transaction of a client, whose answers go to that client. */
  private async lease(client: Socket, onEnd: () => void): Promise<Socket> {
    const connection = this.free.shift() ?? (await new Promise<Socket>((resolve) => this.waiting.push(resolve)));
    let answered = Buffer.alloc(0);
    const answer = (chunk: Buffer) => {
      client.write(chunk);
      answered = Buffer.concat([answered, chunk]);
      const ready = wholeMessages(answered, (type) => type === 'Z');
      const isOver = ready.end === answered.length && answered.at(-1) === 'I'.charCodeAt(0);
      answered = answered.subarray(ready.end);
      if (!isOver) return;
      connection.off('data', answer);
      onEnd();
      this.giveBack(connection);
    };
    return connection.on('data', answer);
  }

  private giveBack(connection: Socket): void {
    const next = this.waiting.shift();
    if (next) next(connection);
    else this.free.push(connection);
  }
}

/** Where the last message of a kind ends. */
function wholeMessages(bytes: Buffer, isLast: (type: string) => boolean): { end: number } {
  let end = 0;
  for (let at = 0; at + HEADER_BYTES <= bytes.length;) {
    const next = at + 1 + bytes.readInt32BE(at + 1);
    if (next > bytes.length) break;
    if (isLast(String.fromCharCode(bytes[at] ?? 0))) end = next;
    at = next;
  }
  return { end };
}
