import { deadLetterTopic, type ServiceName } from '@gauntlet/contracts';
import type { HeldMessage } from './assigned-partition';
import { describeError } from './error-classes';
import { BrokerUnavailableError } from './messaging.errors';
import type { RecordWriter } from './record-writer';
import { inProducerSpan } from './tracing';

/** Why a message is given up. */
export interface Failure {
  readonly error: unknown;
  readonly attempts: number;
  readonly group: string;
}

/** Writes what could not be processed to `<service>.dlq.v1`: the record as it was, plus why, in `dlq-*` headers. */
export class DeadLetters {
  private readonly topic: string;

  constructor(
    private readonly writer: RecordWriter,
    service: ServiceName,
  ) {
    this.topic = deadLetterTopic(service);
  }

  /** @throws BrokerUnavailableError whatever the reason: a message that can't be put aside must not be dropped. */
  async write({ message, partition }: HeldMessage, failure: Failure): Promise<void> {
    const headers = { ...message.headers, ...reasons({ message, partition }, failure) };
    const { key, value } = message;
    try {
      // The original trace headers stay, so the dead letter belongs to the trace of the request.
      await inProducerSpan({ topic: this.topic, key: key?.toString() }, () =>
        this.writer.write({ topic: this.topic, key, value, headers }),
      );
    } catch (cause) {
      throw new BrokerUnavailableError(`no dead letter could be written to ${this.topic}`, { cause });
    }
  }
}

function reasons(
  { message, partition }: Pick<HeldMessage, 'message' | 'partition'>,
  { error, attempts, group }: Failure,
): Record<string, string> {
  const { code, message: text } = describeError(error);
  return {
    'dlq-error-code': code,
    'dlq-error-message': text,
    'dlq-attempts': String(attempts),
    'dlq-topic': partition.topic,
    'dlq-partition': String(partition.partition),
    'dlq-offset': message.offset,
    'dlq-timestamp': message.timestamp,
    'dlq-group': group,
  };
}
