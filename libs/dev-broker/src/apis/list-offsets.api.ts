import { ErrorCode } from '../protocol/error-code';
import type { Reader } from '../protocol/reader';
import { Writer } from '../protocol/writer';
import type { TopicStore } from '../storage/topic-store';
import type { RequestHandler } from './request-handler';

interface OffsetQuestion {
  topic: string;
  partitions: { partition: number; timestamp: number }[];
}

const LATEST = -1;
const EARLIEST = -2;
const UNKNOWN = -1;

/** ListOffsets: the first and the next offset of a partition, and the first one since a time, as far as batches tell. */
export function listOffsetsApi(topics: TopicStore): RequestHandler {
  return {
    name: 'ListOffsets',
    apiKey: 2,
    minVersion: 1,
    maxVersion: 1,
    handle({ body }) {
      body.int32(); // replica id: always a consumer
      const response = new Writer();
      return response.array(
        body.array(() => readTopic(body)),
        ({ topic, partitions }) => {
          response.string(topic).array(partitions, ({ partition, timestamp }) => {
            const { error, offset } = lookUp(topics, { topic, partition, timestamp });
            response.int32(partition).int16(error).int64(UNKNOWN).int64(offset);
          });
        },
      );
    },
  };
}

function readTopic(body: Reader): OffsetQuestion {
  return {
    topic: body.string(),
    partitions: body.array(() => ({ partition: body.int32(), timestamp: body.int64() })),
  };
}

function lookUp(topics: TopicStore, question: { topic: string; partition: number; timestamp: number }) {
  const log = topics.partition(question.topic, question.partition);
  if (!log) return { error: ErrorCode.UnknownTopicOrPartition, offset: UNKNOWN };
  if (question.timestamp === LATEST) return { error: ErrorCode.None, offset: log.endOffset };
  if (question.timestamp === EARLIEST) return { error: ErrorCode.None, offset: log.startOffset };
  return { error: ErrorCode.None, offset: log.offsetSince(question.timestamp) ?? UNKNOWN };
}
