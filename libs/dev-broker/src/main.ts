import { join } from 'node:path';
import { DevBroker } from './dev-broker';
import { warn } from './log';
import { serveMetrics } from './metrics-server';

const DEFAULT_PORT = '9092';
const MAX_PORT = 65_535;

// It holds what callers wrote: its files are its owner's alone.
process.umask(0o077);

start().then(serveUntilStopped, fail);

async function start(): Promise<DevBroker> {
  const { DEV_BROKER_PORT = DEFAULT_PORT, GAUNTLET_DATA_DIR = '.gauntlet' } = process.env;
  const port = portFrom('DEV_BROKER_PORT', DEV_BROKER_PORT);
  const broker = await DevBroker.start({ port, dataDir: join(GAUNTLET_DATA_DIR, 'broker') });
  const { DEV_BROKER_METRICS_PORT: metricsPort } = process.env;
  if (metricsPort) await serveMetrics(portFrom('DEV_BROKER_METRICS_PORT', metricsPort), () => broker.metrics());
  return broker;
}

function portFrom(variable: string, value: string): number {
  const port = Number(value);
  if (Number.isInteger(port) && port >= 0 && port <= MAX_PORT) return port;
  throw new Error(`${variable} is '${value}': set it to a port from 0 (any free one) to ${MAX_PORT}`);
}

function serveUntilStopped(broker: DevBroker): void {
  const stop = () => void broker.close().then(() => process.exit(0), fail);
  process.once('SIGTERM', stop).once('SIGINT', stop);
  // A launcher that died leaves its end of the channel closed: a broker without an owner must not live on.
  process.once('disconnect', stop);
  process.stdout.write(`dev-broker ready on ${broker.address}\n`);
  // A launcher that is gone by now needs no message: 'disconnect' ends this process.
  process.send?.({ type: 'ready', port: broker.port }, undefined, undefined, () => undefined);
}

function fail(error: Error): void {
  warn(error.message);
  process.exit(1);
}
