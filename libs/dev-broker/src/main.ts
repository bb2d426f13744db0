import { join } from 'node:path';
import { DevBroker } from './dev-broker';
import { warn } from './log';

const DEFAULT_PORT = '9092';
const MAX_PORT = 65_535;

// It holds what callers wrote: its files are its owner's alone.
process.umask(0o077);

start().then(serveUntilStopped, fail);

async function start(): Promise<DevBroker> {
  const { DEV_BROKER_PORT = DEFAULT_PORT, GAUNTLET_DATA_DIR = '.gauntlet' } = process.env;
  const port = Number(DEV_BROKER_PORT);
  if (!Number.isInteger(port) || port < 0 || port > MAX_PORT) {
    throw new Error(`DEV_BROKER_PORT is '${DEV_BROKER_PORT}': set it to a port from 0 (any free one) to ${MAX_PORT}`);
  }
  return DevBroker.start({ port, dataDir: join(GAUNTLET_DATA_DIR, 'broker') });
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
