import { deadLetterTopic, type ServiceName } from '@gauntlet/contracts';
import { UnreadableBatchError } from '../batches/unreadable-batch';
import type { HeldMessage } from '../consume/assigned-partition';
import { classify, describeError } from '../error-classes';
import { BrokerUnavailableError } from '../messaging.errors';
import type { RecordWriter } from '../publish/record-writer';
import { inProducerSpan } from '../tracing';
import { type DeadLetterForm, deadLetterForms } from './dead-letter-forms';

/** Why a message is given up. */
export interface Failure {
  readonly error: unknown;
  readonly attempts: number;
  readonly group: string;
}

/**
 * Writes what could not be processed to `<service>.dlq.v1`: the record as it was, plus why, in `dlq-*` headers. One that
 * can't be written as it was is written cut, with a header `dlq-cut` that says so.
 */
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
    const { key, value, headers = {} } = message;
    let problem: unknown;
    for (const form of deadLetterForms({ key, value, headers }, reasons({ message, partition }, failure))) {
      try {
        return await this.send(form);
      } catch (error) {
        problem = error;
        if (classify(error) === 'dependency') break;
      }
    }
    throw new BrokerUnavailableError(`no dead letter could be written to ${this.topic}`, { cause: problem });
  }

  private async send(form: DeadLetterForm): Promise<void> {
    // The original trace headers stay, so the dead letter belongs to the trace of the request.
    await inProducerSpan({ topic: this.topic, key: form.key?.toString() }, () =>
      this.writer.write({ topic: this.topic, ...form }),
    );
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
    ...batchOf(error),
  };
}

/** Where the batch begins that the letter stands for, whose value is all of its bytes. */
function batchOf(error: unknown): Record<string, string> {
  return error instanceof UnreadableBatchError ? { 'dlq-first-offset': String(error.firstOffset) } : {};
}
