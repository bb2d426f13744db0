import { setTimeout as pause } from 'node:timers/promises';
import type { Stack } from '@gauntlet/launcher';
import { ApacheKafka } from '@gauntlet/testing';
import { outageOf } from './faults/outage';

/** The Kafka of a world that is not the stack's own dev-broker. */
export interface ForeignBroker {
  readonly brokers: string;
  /** Kills it for about so long and brings it back; null where it isn't ours to kill. */
  readonly outage: ((ms: number) => Promise<void>) | null;
  stop(): Promise<void>;
}

/**
 * Which Kafka the world runs on. `E2E_BROKER=dev` (default) gives null: the stack starts its dev-broker.
 * `E2E_BROKER=kafka` uses `KAFKA_BROKERS`, else starts Apache Kafka here, or says what is missing for that.
 */
export async function foreignBroker(dataDir: string): Promise<ForeignBroker | null> {
  const kind = process.env.E2E_BROKER ?? 'dev';
  if (kind === 'dev') return null;
  if (kind !== 'kafka') throw new Error(`E2E_BROKER is "${kind}": it must be dev or kafka`);
  if (process.env.KAFKA_BROKERS) return remote(process.env.KAFKA_BROKERS);
  return local(await ApacheKafka.start({ dataDir }));
}

/** Kills the stack's broker for about so long, whichever it is; says false where it isn't ours to kill. */
export async function brokerOutage(stack: Stack, foreign: ForeignBroker | null, ms: number): Promise<boolean> {
  const own = stack.store('dev-broker');
  const outage = own ? (limit: number) => outageOf(own, limit) : (foreign?.outage ?? null);
  await outage?.(ms);
  return outage !== null;
}

function remote(brokers: string): ForeignBroker {
  return { brokers, outage: null, stop: () => Promise.resolve() };
}

function local(kafka: ApacheKafka): ForeignBroker {
  const outage = async (ms: number) => {
    await kafka.kill('SIGKILL');
    await pause(ms);
    await kafka.restart();
  };
  return { brokers: kafka.brokers, outage, stop: () => kafka.stop() };
}
