import { join } from 'node:path';
import { type KafkaLogin, secureProperties } from './apache-kafka.security';

/** The ports and folder of one node, and who may use the listener that asks, if there is one. */
export interface NodeSettings {
  readonly dataDir: string;
  readonly brokerPort: number;
  readonly controllerPort: number;
  readonly secure: { readonly port: number; readonly login: KafkaLogin } | null;
}

/** The text of `server.properties`. */
export function serverProperties({ dataDir, brokerPort, controllerPort, secure }: NodeSettings): string {
  const open = [`PLAINTEXT://127.0.0.1:${brokerPort}`, ...(secure ? [`SECURE://127.0.0.1:${secure.port}`] : [])];
  return [
    'process.roles=broker,controller',
    'node.id=1',
    `controller.quorum.voters=1@127.0.0.1:${controllerPort}`,
    `listeners=${[...open, `CONTROLLER://127.0.0.1:${controllerPort}`].join(',')}`,
    `advertised.listeners=${open.join(',')}`,
    'controller.listener.names=CONTROLLER',
    `log.dirs=${join(dataDir, 'log')}`,
    'auto.create.topics.enable=false',
    'group.initial.rebalance.delay.ms=0',
    'offsets.topic.replication.factor=1',
    'offsets.topic.num.partitions=4',
    'transaction.state.log.replication.factor=1',
    'transaction.state.log.min.isr=1',
    'transaction.state.log.num.partitions=4',
    // A killed broker may register again only when the session of its former self is over.
    'broker.session.timeout.ms=3000',
    'broker.heartbeat.interval.ms=500',
    ...(secure ? secureProperties(dataDir, secure.login) : []),
    '',
  ].join('\n');
}
