import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import testing from '@gauntlet/testing';
import { freePorts, startGauntlet } from '../../gauntlet-process.mjs';
import { atEnd } from '../endings.mjs';

/**
 * A whole Gauntlet with the launcher's defaults (every answer is scored and stored), whose models are the upstream.
 * `broker` is `dev` or `kafka`; `checkout` may be another one than this; `args` are further ones of its launcher.
 */
export async function startGauntletOn({ upstream, broker, checkout, args = [] }) {
  const kafka = broker === 'kafka' ? await startKafka() : null;
  const [metricsPort] = await freePorts(1);
  const env = {
    OLLAMA_BASE_URL: `http://127.0.0.1:${upstream.port}/v1`,
    DEV_BROKER_METRICS_PORT: String(metricsPort),
    // Empty is none: no broker or database of this shell's.
    KAFKA_BROKERS: kafka?.brokers ?? '',
    DATABASE_URL: '',
  };
  let stopGauntlet;
  const onStart = (stop) => (stopGauntlet = atEnd(stop));
  const gauntlet = await startGauntlet({ checkout, args: ['--deployment', 'ollama', ...args], env, onStart });
  return {
    target: { origin: gauntlet.url, path: '/v1/chat/completions', model: 'support-agent', expectsOutcome: true },
    roots: [{ pid: gauntlet.pid, name: 'launcher' }, ...(kafka?.roots ?? [])],
    stores: {
      databaseUrl: gauntlet.databaseUrl,
      topics: kafka?.topics ?? join(gauntlet.dataDir, 'broker/topics'),
      metricsUrl: kafka ? null : `http://127.0.0.1:${metricsPort}`,
    },
    stop: async () => {
      await stopGauntlet();
      await kafka?.stop();
    },
  };
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
