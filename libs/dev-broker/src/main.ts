import { join } from 'node:path';
import { DevBroker } from './dev-broker';
import { warn } from './log';

const port = Number(process.env.DEV_BROKER_PORT ?? 9092);
const dataDir = join(process.env.GAUNTLET_DATA_DIR ?? '.gauntlet', 'broker');

DevBroker.start({ port, dataDir }).then(serveUntilStopped, fail);

function serveUntilStopped(broker: DevBroker): void {
  const stop = () => void broker.close().then(() => process.exit(0), fail);
  process.once('SIGTERM', stop).once('SIGINT', stop);
  // A launcher that died leaves its end of the channel closed: a broker without an owner must not live on.
  process.once('disconnect', stop);
  process.stdout.write(`dev-broker ready on ${broker.address}\n`);
  process.send?.({ type: 'ready', port: broker.port });
}

function fail(error: Error): void {
  warn(error.message);
  process.exit(1);
}
