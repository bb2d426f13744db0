import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** Which server of this machine is made to seem far away, and how far. */
export interface SlowLinkOptions {
  readonly targetPort: number;
  /** Milliseconds that bytes take each way; a round trip takes twice as long. */
  readonly delayMs: number;
}

/**
 * A TCP proxy on 127.0.0.1 that hands on all bytes, in order, each so long after it came. Only bytes are late: a
 * connection to it is made at once, and a target that refuses one shows as a connection that is closed.
 */
export class SlowLink {
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    private readonly targetPort: number,
    /** Of what comes from now on; can be changed at any time. */
    public delayMs: number,
  ) {
    server.on('connection', (socket) => this.accept(socket));
  }

  static async start({ targetPort, delayMs }: SlowLinkOptions): Promise<SlowLink> {
    const server = createServer({ allowHalfOpen: true, noDelay: true });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return new SlowLink(server, targetPort, delayMs);
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Open ones, of callers. */
  get connections(): number {
    return this.sockets.size / 2;
  }

  /** Ends every connection at once, bytes under way included. */
  async close(): Promise<void> {
    const closed = once(this.server.close(), 'close');
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  private accept(caller: Socket): void {
    const target = connect({ port: this.targetPort, host: '127.0.0.1', allowHalfOpen: true, noDelay: true });
    this.handOn(caller, target);
    this.handOn(target, caller);
  }

  private handOn(from: Socket, to: Socket): void {
    let handedOn = Promise.resolve();
    const later = (act: () => void) => {
      const dueAt = performance.now() + this.delayMs;
      // One after the other, so that bytes stay in their order when the delay becomes shorter.
      handedOn = handedOn.then(() => until(dueAt)).then(act);
    };
    this.sockets.add(from);
    from.on('data', (bytes) => later(() => to.write(bytes)));
    from.on('end', () => later(() => to.end()));
    // A connection that broke is closed as well, which is all that the other side is told.
    from.on('error', () => undefined);
    from.on('close', () => {
      this.sockets.delete(from);
      later(() => to.destroy());
    });
  }
}

/** Asks the clock again after each pause, because a timer of Node may fire up to two milliseconds early. */
async function until(at: number): Promise<void> {
  for (let waitMs = at - performance.now(); waitMs > 0; waitMs = at - performance.now()) await pause(Math.ceil(waitMs));
}
