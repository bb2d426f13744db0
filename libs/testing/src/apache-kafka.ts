import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Kafka, logLevel } from 'kafkajs';
import { ApacheKafkaError } from './apache-kafka.error';
import { findJava, kafkaClassPath } from './apache-kafka.jars';
import { freePorts } from './places';
import { waitFor } from './wait-for';

/** Where the broker keeps its data and listens. */
export interface ApacheKafkaOptions {
  /** Created when missing; a second start on it goes on where the first stopped. */
  readonly dataDir: string;
  /** Default: one that is free. */
  readonly port?: number;
}

interface Installation {
  readonly java: string;
  readonly classPath: string;
  readonly dataDir: string;
}

const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 20_000;
const CLUSTER_ID = 'gauntlet-test-0000000';
/** Starts in half the time: a test's broker doesn't live long enough to earn back a better compiler or collector. */
const JVM = [
  '-Xmx512m',
  '-XX:+UseSerialGC',
  '-XX:TieredStopAtLevel=1',
  '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn',
];

const run = promisify(execFile);

/**
 * Apache Kafka as one KRaft node (broker and controller) on 127.0.0.1, without Docker: needs Java 17 and, for the
 * first start, Maven. Like a small production set-up: topics are never created by asking, replication is 1.
 */
export class ApacheKafka {
  private child?: ChildProcess;

  private constructor(
    private readonly installation: Installation,
    readonly brokers: string,
  ) {}

  /** Resolves once a client gets metadata. Throws ApacheKafkaError, which names what is missing. */
  static async start({ dataDir, port }: ApacheKafkaOptions): Promise<ApacheKafka> {
    const installation = { java: await findJava(), classPath: await kafkaClassPath(), dataDir };
    const [free, controllerPort] = (await freePorts(2)) as [number, number];
    mkdirSync(dataDir, { recursive: true });
    const brokerPort = port ?? free;
    writeFileSync(join(dataDir, 'server.properties'), serverProperties({ dataDir, brokerPort, controllerPort }));
    if (!existsSync(join(dataDir, 'log/meta.properties'))) await formatStorage(installation);
    const kafka = new ApacheKafka(installation, `127.0.0.1:${brokerPort}`);
    await kafka.restart();
    return kafka;
  }

  /** Process id of the JVM that runs now, or ran last. */
  get pid(): number {
    return this.child?.pid ?? 0;
  }

  /** Resolves when the process is gone; default SIGKILL, which no broker survives unharmed. */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const child = this.child;
    if (!child || hasEnded(child)) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }

  /** Starts it again on the same data and port, after stopping what still runs; resolves like start(). */
  async restart(): Promise<void> {
    await this.stop();
    await refusePortInUse(Number(this.brokers.split(':')[1]));
    this.child = this.spawn();
    const child = this.child;
    const killWithTests = () => child.kill('SIGKILL');
    process.once('exit', killWithTests);
    child.once('exit', () => process.off('exit', killWithTests));
    await this.untilMetadata(child);
  }

  /** Lets it shut down in order for up to 20 s, then kills it. */
  async stop(): Promise<void> {
    const impatience = setTimeout(() => this.child?.kill('SIGKILL'), STOP_LIMIT_MS);
    await this.kill('SIGTERM');
    clearTimeout(impatience);
  }

  private spawn(): ChildProcess {
    const { java, classPath, dataDir } = this.installation;
    const log = openSync(join(dataDir, 'kafka.log'), 'a');
    const args = [...JVM, '-cp', classPath, 'kafka.Kafka', join(dataDir, 'server.properties')];
    const child = spawn(java, args, { stdio: ['ignore', log, log], cwd: dataDir });
    closeSync(log);
    return child;
  }

  private async untilMetadata(child: ChildProcess): Promise<void> {
    const answers = async () => hasEnded(child) || (await hasBroker(this.brokers));
    await waitFor(answers, {
      deadlineMs: START_LIMIT_MS,
      description: `Apache Kafka on ${this.brokers}`,
      everyMs: 100,
    });
    if (!hasEnded(child)) return;
    const lastLines = readFileSync(join(this.installation.dataDir, 'kafka.log'), 'utf8').trim().split('\n').slice(-5);
    throw new ApacheKafkaError('start_failed', `Apache Kafka ended while starting:\n${lastLines.join('\n')}`);
  }
}

async function formatStorage({ java, classPath, dataDir }: Installation): Promise<void> {
  const format = ['format', '--cluster-id', CLUSTER_ID, '--config', join(dataDir, 'server.properties')];
  try {
    await run(java, [...JVM, '-cp', classPath, 'kafka.tools.StorageTool', ...format]);
  } catch (cause) {
    throw new ApacheKafkaError('start_failed', `could not format ${dataDir}: ${(cause as Error).message}`, { cause });
  }
}

function serverProperties(options: { dataDir: string; brokerPort: number; controllerPort: number }): string {
  const { dataDir, brokerPort, controllerPort } = options;
  return [
    'process.roles=broker,controller',
    'node.id=1',
    `controller.quorum.voters=1@127.0.0.1:${controllerPort}`,
    `listeners=PLAINTEXT://127.0.0.1:${brokerPort},CONTROLLER://127.0.0.1:${controllerPort}`,
    `advertised.listeners=PLAINTEXT://127.0.0.1:${brokerPort}`,
    'controller.listener.names=CONTROLLER',
    `log.dirs=${join(dataDir, 'log')}`,
    'auto.create.topics.enable=false',
    'group.initial.rebalance.delay.ms=0',
    'offsets.topic.replication.factor=1',
    'offsets.topic.num.partitions=4',
    // A killed broker may register again only when the session of its former self is over.
    'broker.session.timeout.ms=3000',
    'broker.heartbeat.interval.ms=500',
    '',
  ].join('\n');
}

/** Or the metadata of a stranger would be taken for the sign that this broker is ready. */
async function refusePortInUse(port: number): Promise<void> {
  const server = createServer();
  try {
    await once(server.listen(port, '127.0.0.1'), 'listening');
  } catch (cause) {
    throw new ApacheKafkaError('start_failed', `port ${port} can't be listened on: is it in use?`, { cause });
  }
  await once(server.close(), 'close');
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

async function hasBroker(brokers: string): Promise<boolean> {
  const admin = new Kafka({ brokers: [brokers], logLevel: logLevel.NOTHING, retry: { retries: 0 } }).admin();
  try {
    await admin.connect();
    return (await admin.describeCluster()).brokers.length > 0;
  } finally {
    await admin.disconnect();
  }
}
