import { InvalidEventError } from '@gauntlet/contracts';
import { causesOf } from '../cluster/error-causes';
import { BrokerUnavailableError } from '../messaging.errors';

/**
 * Whose fault it is that a request was not taken. `record` and `topic`: Kafka says so. `client`: the records could not even
 * be sent, which is no outage, and mostly one record that can't be encoded.
 */
export interface PublishFault {
  readonly of: 'record' | 'topic' | 'client';
  readonly reason: string;
}

// The record itself is refused; sent again it is refused again.
const RECORD_FAULTS = new Set(['MESSAGE_TOO_LARGE', 'RECORD_LIST_TOO_LARGE', 'INVALID_RECORD', 'INVALID_TIMESTAMP']);
// The topic is at fault, so records of other topics in the same request must not suffer.
const TOPIC_FAULTS = new Set(['UNKNOWN_TOPIC_OR_PARTITION', 'INVALID_TOPIC_EXCEPTION', 'TOPIC_AUTHORIZATION_FAILED']);

/** Null when Kafka as a whole is the problem: the same request helps once it is back. */
export function faultOf(error: unknown): PublishFault | null {
  const causes = causesOf(error);
  const types = causes.map((cause) => ('type' in cause ? String(cause.type) : ''));
  for (const [of, faults] of [['record', RECORD_FAULTS] as const, ['topic', TOPIC_FAULTS] as const]) {
    const reason = types.find((type) => faults.has(type));
    if (reason !== undefined) return { of, reason };
  }
  const root = causes.at(-1);
  return root && isOutage(root) ? null : { of: 'client', reason: root?.name ?? 'unknown' };
}

/** The error that a publisher of this one record gets. */
export function refusedError(topic: string, { of, reason }: PublishFault, cause: unknown): Error {
  if (of === 'topic') {
    const isDenied = reason === 'TOPIC_AUTHORIZATION_FAILED';
    const help = isDenied ? 'allow this client to write it' : 'create it with "gauntlet topics create"';
    return new BrokerUnavailableError(`${topic} can't be written (${reason}); ${help}`, { cause });
  }
  const problem = of === 'record' ? `refused by Kafka: ${reason}` : `can't be sent: ${reason}`;
  return new InvalidEventError(topic, [{ field: '/', problem }], { cause });
}

/** What kafkajs reports of a cluster, or the system of a connection; anything else went wrong in this process. */
function isOutage(root: Error): boolean {
  return root.name.startsWith('KafkaJS') || 'syscall' in root;
}
