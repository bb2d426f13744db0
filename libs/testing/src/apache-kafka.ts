import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Kafka, logLevel } from 'kafkajs';
import { ApacheKafkaError } from './apache-kafka.error';
import { findJava, kafkaClassPath } from './apache-kafka.jars';
import { serverProperties } from './apache-kafka.properties';
import { type KafkaLogin, makeCertificates, scramArguments, type SecureAddress } from './apache-kafka.security';
import { freePorts } from './places';
import { waitFor } from './wait-for';

/** Where the broker keeps its data and listens. */
export interface ApacheKafkaOptions {
  /** Created when missing; a second start on it goes on where the first stopped. */
  readonly dataDir: string;
  /** Default: one that is free. */
  readonly port?: number;
  /** Adds a listener with TLS that asks for a client's certificate and this login. Needs openssl. */
  readonly login?: KafkaLogin | null;
}

interface Installation {
  readonly java: string;
  readonly classPath: string;
  readonly dataDir: string;
  readonly login: KafkaLogin | null;
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
    /** Null unless a login was given. */
    readonly secure: SecureAddress | null,
  ) {}

  /** Resolves once a client gets metadata. Throws ApacheKafkaError, which names what is missing. */
  static async start({ dataDir, port, login = null }: ApacheKafkaOptions): Promise<ApacheKafka> {
    const installation = { java: await findJava(), classPath: await kafkaClassPath(), dataDir, login };
    const [free, controllerPort, securePort] = (await freePorts(3)) as [number, number, number];
    mkdirSync(dataDir, { recursive: true });
    const brokerPort = port ?? free;
    const secure = login && { port: securePort, login };
    const settings = { dataDir, brokerPort, controllerPort, secure };
    writeFileSync(join(dataDir, 'server.properties'), serverProperties(settings));
    const address = login && { brokers: `127.0.0.1:${securePort}`, ...makeCertificates(dataDir) };
    if (!existsSync(join(dataDir, 'log/meta.properties'))) await formatStorage(installation);
    const kafka = new ApacheKafka(installation, `127.0.0.1:${brokerPort}`, address);
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

async function formatStorage({ java, classPath, dataDir, login }: Installation): Promise<void> {
  const cluster = ['format', '--cluster-id', CLUSTER_ID, '--config', join(dataDir, 'server.properties')];
  const format = [...cluster, ...(login ? scramArguments(login) : [])];
  try {
    await run(java, [...JVM, '-cp', classPath, 'kafka.tools.StorageTool', ...format]);
  } catch (cause) {
    throw new ApacheKafkaError('start_failed', `could not format ${dataDir}: ${(cause as Error).message}`, { cause });
  }
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
