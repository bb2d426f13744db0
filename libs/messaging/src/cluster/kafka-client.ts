import { Kafka, logLevel } from 'kafkajs';
import RequestQueue from 'kafkajs/src/network/requestQueue/index.js';
import { loadConfig } from '@gauntlet/runtime';
import { readBatchesOurselves } from '../batches/batch-decoding';
import { KafkaConfig } from './kafka.config';
import { type KafkaSecurity, securityOf } from './kafka-security';
import { measureByMonotonicClock } from './kafkajs-clock';
import { fetchAtOwnPace } from './kafkajs-fetch-limits';
import { toNestLogger } from './kafkajs-log';
import { noticeRemovedRecords } from './kafkajs-lost-records';
import { joinAsPredecessors } from './kafkajs-predecessor';
import { requireProtocolOnce } from './kafkajs-requires';

/** Consumers and the producer know partitions that were added after so long. */
export const METADATA_MAX_AGE_MS = 10_000;

/** How a process names itself to the brokers, finds them, and is let in. */
export interface KafkaClientOptions {
  readonly clientId: string;
  readonly brokers: readonly string[];
  /** Default: neither TLS nor a login. */
  readonly security?: KafkaSecurity;
}

/**
 * How a process reaches the Kafka that the environment names.
 * @throws ConfigError for a variable that is wrong, or half of what belongs together; a retry doesn't help.
 */
export function kafkaClientOptions(clientId: string, config = loadConfig(KafkaConfig)): KafkaClientOptions {
  return { clientId, brokers: config.KAFKA_BROKERS, security: securityOf(config) };
}

/** The Kafka client of a process; consumers and the producer are made from it. */
export function createKafkaClient({ clientId, brokers, security }: KafkaClientOptions): Kafka {
  stopIdlePolling();
  measureByMonotonicClock();
  joinAsPredecessors();
  noticeRemovedRecords();
  readBatchesOurselves();
  fetchAtOwnPace();
  requireProtocolOnce();
  return new Kafka({
    ...security,
    clientId,
    brokers: [...brokers],
    connectionTimeout: 2_000,
    requestTimeout: 10_000,
    retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 3 },
    logLevel: logLevel.WARN,
    logCreator: toNestLogger,
  });
}

const { prototype } = RequestQueue;
const scheduleCheck = prototype.scheduleCheckPendingRequests;

// kafkajs polls every connection each millisecond even when nothing waits (tulios/kafkajs#1704): 2 % of a core each.
function stopIdlePolling(): void {
  prototype.scheduleCheckPendingRequests = function scheduleCheckPendingRequests() {
    if (this.pending.length > 0) scheduleCheck.call(this);
  };
}
