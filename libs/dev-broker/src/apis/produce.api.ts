import { warn } from '../log';
import { ErrorCode } from '../protocol/error-code';
import type { Reader } from '../protocol/reader';
import { batchAt, type BatchPlace, isIntact } from '../protocol/record-batch';
import { Writer } from '../protocol/writer';
import type { TopicStore } from '../storage/topic-store';
import type { RequestHandler } from './request-handler';

interface PartitionRecords {
  partition: number;
  records: Buffer;
}

const NO_TIMESTAMP = -1;
const ACKS = [-1, 0, 1];

/** Produce: appends record batches. Every acks but 0 is answered once the batches are written. */
export function produceApi(topics: TopicStore): RequestHandler {
  return {
    name: 'Produce',
    apiKey: 0,
    minVersion: 3,
    maxVersion: 3,
    handle({ body }) {
      body.nullableString(); // transactional id: no client gets one here
      const acks = body.int16();
      body.int32(); // timeout: nothing is waited for
      const response = new Writer();
      response.array(
        body.array(() => readTopic(body)),
        ({ topic, partitions }) => {
          response.string(topic).array(partitions, ({ partition, records }) => {
            const result = ACKS.includes(acks)
              ? append(topics, topic, { partition, records })
              : { error: ErrorCode.InvalidRequiredAcks, baseOffset: -1 };
            response.int32(partition).int16(result.error).int64(result.baseOffset).int64(NO_TIMESTAMP);
          });
        },
      );
      return acks === 0 ? undefined : response.int32(0);
    },
  };
}

function readTopic(body: Reader): { topic: string; partitions: PartitionRecords[] } {
  return {
    topic: body.string(),
    partitions: body.array(() => ({ partition: body.int32(), records: body.nullableBytes() ?? Buffer.alloc(0) })),
  };
}

function append(topics: TopicStore, name: string, { partition, records }: PartitionRecords) {
  const topic = topics.get(name);
  const log = topic?.logs[partition];
  if (!topic || !log) return { error: ErrorCode.UnknownTopicOrPartition, baseOffset: -1 };
  const batches = splitBatches(records);
  if (!batches) return { error: ErrorCode.CorruptMessage, baseOffset: -1 };
  if (batches.some(({ size }) => size > topic.maxMessageBytes)) {
    return { error: ErrorCode.MessageTooLarge, baseOffset: -1 };
  }
  try {
    return { error: ErrorCode.None, baseOffset: log.append(records, batches) };
  } catch (error) {
    // A full disk: the client is told, and tries again when there is room.
    warn(`${name}/${partition} can't be written: ${(error as Error).message}`);
    return { error: ErrorCode.KafkaStorageError, baseOffset: -1 };
  }
}

/** Undefined when the bytes aren't whole, intact batches from the first to the last. */
function splitBatches(records: Buffer): BatchPlace[] | undefined {
  const batches: BatchPlace[] = [];
  let position = 0;
  while (position < records.length) {
    const batch = batchAt(records, position);
    if (!batch || !isIntact(records, batch)) return undefined;
    batches.push(batch);
    position += batch.size;
  }
  return batches;
}
