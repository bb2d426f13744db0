import { join } from 'node:path';
import { type ServiceName, SERVICES } from '@gauntlet/contracts';
import { type ManagedProcess, type Scale, Stack } from '@gauntlet/launcher';
import { freePorts, OtlpSink, temporaryDirectory } from '@gauntlet/testing';
import type { WorldAddress } from './address';
import { brokerOutage, type ForeignBroker, foreignBroker } from './brokers';
import { CrashPoints } from './faults/crash-points';
import { ROOT } from './root';
import { SlowNetwork } from './slow-network';
import { callLogIn, upstreamEnv, upstreamProcess } from './upstream';

/** What makes a world differ from the usual one. */
export interface WorldOptions {
  readonly scale?: Scale;
  /** As `npm start -- --compact`; default: `E2E_COMPACT` is set. */
  readonly compact?: boolean;
  readonly env?: NodeJS.ProcessEnv;
  /** The services reach their stores through {@link World.network}; default: directly. */
  readonly slowNetwork?: boolean;
}

/** Short windows, looked at often: an alert comes and goes within a test. */
const MONITORING = { MONITORS_FILE: join(ROOT, 'e2e/monitors.yaml'), DRIFT_EVALUATION_INTERVAL_MS: '500' };

interface Parts {
  readonly dataDir: ReturnType<typeof temporaryDirectory>;
  readonly stack: Stack;
  readonly foreign: ForeignBroker | null;
  readonly upstream: ManagedProcess;
  readonly sink: OtlpSink;
  readonly network: SlowNetwork | null;
  readonly crashPoints: CrashPoints;
  readonly address: WorldAddress;
}

/**
 * A whole Gauntlet as its users run it (the launcher's own stack), with a provider whose books can be read, a trace
 * receiver, and ways to hurt it. All state is in a temporary folder; {@link stop} removes everything.
 */
export class World {
  private constructor(private readonly parts: Parts) {}

  static async start(options: WorldOptions = {}): Promise<World> {
    const dataDir = temporaryDirectory();
    const crashPoints = new CrashPoints(join(dataDir.path, 'crash'));
    const [foreign, sink] = await Promise.all([foreignBroker(join(dataDir.path, 'kafka')), OtlpSink.start()]);
    const upstream = upstreamProcess(dataDir.path);
    const listening = await upstream.start();
    const ports = await portsBeside(foreign);
    const network = options.slowNetwork ? await SlowNetwork.before(ports) : null;
    const upstreamUrl = `http://127.0.0.1:${listening.port}`;
    const environment = {
      ...upstreamEnv(listening),
      ...telemetryEnv(sink.endpoint),
      ...MONITORING,
      // Not the stack's own random one, so that an ingress beside it has the same.
      INGRESS_IDEMPOTENCY_SECRET: 'for-development-only',
      ...options.env,
    };
    const stack = await Stack.in({
      dataDir: dataDir.path,
      ports,
      partitions: 4,
      compact: options.compact ?? Boolean(process.env.E2E_COMPACT),
      scale: options.scale ?? {},
      brokers: foreign?.brokers ?? null,
      databaseUrl: null,
      deployment: join(ROOT, 'e2e/deployment.yaml'),
      env: (name) => {
        if (!runsServices(name)) return environment;
        const env = { ...environment, ...crashPoints.env(name) };
        return network?.env(env) ?? env;
      },
      announce: (line) => process.env.E2E_VERBOSE && console.log(`[stack] ${line}`),
    });
    await stack.start().catch(async (error: Error) => {
      await stack.stop();
      await Promise.all([foreign?.stop(), upstream.stop(), sink.close(), network?.close()]);
      throw error;
    });
    const address = await addressOf(stack, { upstreamUrl, otlpUrl: sink.endpoint, crashDir: crashPoints.directory });
    return new World({ dataDir, stack, foreign, upstream, sink, network, crashPoints, address });
  }

  get address(): WorldAddress {
    return this.parts.address;
  }

  get stack(): Stack {
    return this.parts.stack;
  }

  get crashPoints(): CrashPoints {
    return this.parts.crashPoints;
  }

  /** Null unless the world was started with one. */
  get network(): SlowNetwork | null {
    return this.parts.network;
  }

  get callLog(): string {
    return callLogIn(this.parts.dataDir.path);
  }

  /** A file or folder of this world alone. */
  path(name: string): string {
    return join(this.parts.dataDir.path, name);
  }

  /** Kills Kafka for about so long; false where it isn't ours to kill. */
  brokerOutage(ms: number): Promise<boolean> {
    return brokerOutage(this.parts.stack, this.parts.foreign, ms);
  }

  async stop(): Promise<void> {
    const { stack, foreign, upstream, sink, network, dataDir } = this.parts;
    await stack.stop();
    await Promise.all([foreign?.stop(), upstream.stop(), sink.close(), network?.close()]);
    if (!process.env.E2E_KEEP) dataDir.remove();
  }
}

function telemetryEnv(otlpUrl: string): NodeJS.ProcessEnv {
  return {
    OTEL_EXPORTER_OTLP_ENDPOINT: otlpUrl,
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
    OTEL_BSP_SCHEDULE_DELAY: '200',
    LOG_LEVEL: process.env.E2E_LOG_LEVEL ?? 'info',
  };
}

/** A foreign broker has its own. */
async function portsBeside(foreign: ForeignBroker | null) {
  const [free = 0, postgres = 0, ...rest] = await freePorts(2 + SERVICES.length);
  const broker = foreign ? Number(foreign.brokers.split(':').at(-1)) : free;
  const services = Object.fromEntries(SERVICES.map((service, index) => [service, rest[index] ?? 0]));
  return { broker, postgres, services: services as Record<ServiceName, number> };
}

async function addressOf(
  stack: Stack,
  rest: Pick<WorldAddress, 'upstreamUrl' | 'otlpUrl' | 'crashDir'>,
): Promise<WorldAddress> {
  const urls = SERVICES.map(async (service) => [service, await stack.url(service)] as const);
  const services = Object.fromEntries(await Promise.all(urls));
  return { services, databaseUrl: stack.databaseUrl, brokers: stack.brokers, ...rest };
}

/** Extra instances are called `<process>-<number>`. */
function runsServices(name: string): boolean {
  return [...SERVICES, 'serving', 'watching'].includes(name.replace(/-\d+$/, ''));
}
