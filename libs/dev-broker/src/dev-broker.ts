import { setMaxListeners } from 'node:events';
import { mkdirSync } from 'node:fs';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { allApis } from './apis/all-apis';
import type { BrokerAddress } from './apis/request-handler';
import { serveConnection } from './connection';
import { lockDataDir } from './data-dir-lock';
import { PortInUseError } from './dev-broker.errors';
import { Dispatcher } from './dispatcher';
import { GroupCoordinator } from './groups/group-coordinator';
import { OffsetStore } from './storage/offset-store';
import { TopicStore } from './storage/topic-store';

export interface DevBrokerOptions {
  /** 0 takes any free port. */
  port: number;
  /** Folder of the broker's own; created when missing, kept by close(). */
  dataDir: string;
  /** Nothing but the loopback interface, as clients are not authenticated. */
  host?: '127.0.0.1';
}

interface BrokerParts {
  address: BrokerAddress;
  topics: TopicStore;
  coordinator: GroupCoordinator;
  dispatcher: Dispatcher;
  unlock: () => void;
}

const NODE_ID = 1;

/**
 * A single-node Kafka-protocol broker inside this process, for development and fast tests, never for production.
 * An acknowledged record survives the death of the process (write(2)), not of the machine (no fsync).
 */
export class DevBroker {
  readonly address: string;
  private readonly sockets = new Set<Socket>();
  private readonly connections = new Set<Promise<void>>();
  private readonly stopping = new AbortController();

  private closing?: Promise<void>;

  private constructor(
    readonly port: number,
    private readonly server: Server,
    private readonly parts: BrokerParts,
  ) {
    this.address = `${parts.address.host}:${port}`;
    setMaxListeners(0, this.stopping.signal);
  }

  /** Throws PortInUseError or DataDirInUseError; a retry helps neither until the other process has stopped. */
  static async start({ port, dataDir, host = '127.0.0.1' }: DevBrokerOptions): Promise<DevBroker> {
    const server = createServer();
    await listen(server, port, host);
    const bound = (server.address() as AddressInfo).port;
    try {
      const broker = new DevBroker(bound, server, openParts(dataDir, { nodeId: NODE_ID, host, port: bound }));
      server.on('connection', (socket) => broker.accept(socket));
      return broker;
    } catch (error) {
      server.close();
      throw error;
    }
  }

  /** How much clients have asked and got so far, by API, as Prometheus reads it. */
  metrics(): string {
    return this.parts.dispatcher.counts.toString();
  }

  /** Ends every connection, then closes the files; what was acknowledged stays. A second call waits for the first. */
  close(): Promise<void> {
    this.closing ??= this.stop();
    return this.closing;
  }

  private async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.stopping.abort();
    this.parts.coordinator.close();
    for (const socket of this.sockets) socket.destroy();
    await Promise.all([closed, ...this.connections]);
    this.parts.topics.close();
    this.parts.unlock();
  }

  private accept(socket: Socket): void {
    this.sockets.add(socket);
    const connection = serveConnection(socket, this.parts.dispatcher, this.stopping.signal).finally(() => {
      this.sockets.delete(socket);
      this.connections.delete(connection);
    });
    this.connections.add(connection);
  }
}

function openParts(dataDir: string, address: BrokerAddress): BrokerParts {
  mkdirSync(dataDir, { recursive: true });
  const unlock = lockDataDir(dataDir);
  const topics = new TopicStore(join(dataDir, 'topics'));
  const coordinator = new GroupCoordinator(new OffsetStore(dataDir));
  const dispatcher = new Dispatcher(allApis({ topics, coordinator, address }));
  return { address, topics, coordinator, dispatcher, unlock };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      reject(cause.code === 'EADDRINUSE' ? new PortInUseError(port, { cause }) : cause);
    });
    server.listen(port, host, resolve);
  });
}
