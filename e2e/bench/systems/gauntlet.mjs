import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import testing from '@gauntlet/testing';
import { freePorts, startGauntlet } from '../../gauntlet-process.mjs';
import { atEnd } from '../endings.mjs';

const REDIRECTED_PORTS = resolve(import.meta.dirname, '../../redirected-ports.cjs');
/** Each way. */
const FAR_MS = 100;

/**
 * A whole Gauntlet with the launcher's defaults (every answer is scored and stored), whose models are the upstream.
 * `broker` is `dev` or `kafka`; `checkout` may be another one than this; `args` are further ones of its launcher; `far`
 * (`broker` or `postgres`) is 200 ms a round trip away as soon as everything is ready.
 */
export async function startGauntletOn({ upstream, broker, checkout, args = [], far }) {
  const kafka = broker === 'kafka' ? await startKafka() : null;
  const [metricsPort, brokerPort, postgresPort] = await freePorts(3);
  const ports = { broker: Number(kafka?.brokers.split(':')[1] ?? brokerPort), postgres: postgresPort };
  const link = far ? await linkTo(ports[far]) : null;
  const env = {
    OLLAMA_BASE_URL: `http://127.0.0.1:${upstream.port}/v1`,
    DEV_BROKER_METRICS_PORT: String(metricsPort),
    // Empty is none: no broker or database of this shell's.
    KAFKA_BROKERS: kafka?.brokers ?? '',
    DATABASE_URL: '',
    DEV_BROKER_PORT: String(brokerPort),
    POSTGRES_PORT: String(postgresPort),
    ...link?.env,
  };
  let stopGauntlet;
  const onStart = (stop) => (stopGauntlet = atEnd(stop));
  const stop = async () => {
    await stopGauntlet();
    await link?.stop();
    await kafka?.stop();
  };
  const options = { checkout, args: ['--deployment', 'ollama', ...args], env, onStart };
  const gauntlet = await startGauntlet(options).catch(async (error) => {
    await stop(); // Whoever is next has the machine to itself.
    throw error;
  });
  link?.makeFar();
  return {
    target: { origin: gauntlet.url, path: '/v1/chat/completions', model: 'support-agent', expectsOutcome: true },
    roots: [{ pid: gauntlet.pid, name: 'launcher' }, ...(kafka?.roots ?? [])],
    stores: {
      databaseUrl: gauntlet.databaseUrl,
      topics: kafka?.topics ?? join(gauntlet.dataDir, 'broker/topics'),
      metricsUrl: kafka ? null : `http://127.0.0.1:${metricsPort}`,
    },
    stop,
  };
}

/** A proxy before one port, to which the environment leads the processes. It runs here, so its CPU is in no figure. */
async function linkTo(port) {
  const link = await testing.SlowLink.start({ targetPort: port, delayMs: 0 });
  const env = {
    E2E_REDIRECTED_PORTS: JSON.stringify({ [port]: link.port }),
    NODE_OPTIONS: `--require "${REDIRECTED_PORTS}"`,
  };
  return { env, makeFar: () => (link.delayMs = FAR_MS), stop: atEnd(() => link.close()) };
}

async function startKafka() {
  const dataDir = mkdtempSync(join(tmpdir(), 'gauntlet-bench-kafka-'));
  const kafka = await testing.ApacheKafka.start({ dataDir });
  const stop = atEnd(async () => {
    await kafka.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });
  return { brokers: kafka.brokers, roots: [{ pid: kafka.pid, name: 'kafka' }], topics: join(dataDir, 'log'), stop };
}
