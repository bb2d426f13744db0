import { InvalidEventError } from '@gauntlet/contracts';
import { BrokerUnavailableError } from './messaging.errors';

// The record itself is refused; sent again it is refused again.
const RECORD_FAULTS = new Set(['MESSAGE_TOO_LARGE', 'RECORD_LIST_TOO_LARGE', 'INVALID_RECORD', 'INVALID_TIMESTAMP']);
// The topic is at fault, so records of other topics in the same request must not suffer.
const TOPIC_FAULTS = new Set(['UNKNOWN_TOPIC_OR_PARTITION', 'INVALID_TOPIC_EXCEPTION', 'TOPIC_AUTHORIZATION_FAILED']);

/** Kafka's reason when it refused a record or its topic; null when Kafka as a whole is the problem. */
export function refusalOf(error: unknown): string | null {
  for (let cause = error; cause instanceof Error; cause = causeOf(cause)) {
    const type = 'type' in cause && typeof cause.type === 'string' ? cause.type : '';
    if (RECORD_FAULTS.has(type) || TOPIC_FAULTS.has(type)) return type;
  }
  return null;
}

/** The error that a publisher of this one record gets for Kafka's refusal. */
export function refusedError(topic: string, refusal: string, cause: unknown): Error {
  if (RECORD_FAULTS.has(refusal)) {
    return new InvalidEventError(topic, [{ field: '/', problem: `refused by Kafka: ${refusal}` }], { cause });
  }
  return new BrokerUnavailableError(`${topic} can't be written (${refusal}); create it with "gauntlet topics create"`, {
    cause,
  });
}

function causeOf(error: Error): unknown {
  return error.cause ?? ('originalError' in error ? error.originalError : undefined);
}
