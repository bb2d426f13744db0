import { ErrorCode } from '../protocol/error-code';
import type { Reader } from '../protocol/reader';
import { Writer } from '../protocol/writer';
import type { PartitionLog } from '../storage/partition-log';
import type { TopicStore } from '../storage/topic-store';
import { appendOrTimeout } from './append-wait';
import type { RequestHandler } from './request-handler';

interface FetchRequest {
  maxWaitMs: number;
  minBytes: number;
  maxBytes: number;
  topics: { topic: string; partitions: FetchPartition[] }[];
}

interface FetchPartition {
  partition: number;
  offset: number;
  maxBytes: number;
  log: PartitionLog | undefined;
}

interface FetchedPartition {
  partition: number;
  error: ErrorCode;
  endOffset: number;
  records: Buffer;
}

type FetchedTopic = { topic: string; partitions: FetchedPartition[] };

const MAX_RESPONSE_BYTES = 50 * 1024 * 1024;
const NO_RECORDS = Buffer.alloc(0);
const NO_ABORTED_TRANSACTIONS = -1;

/** Fetch: record batches from an offset on; waits for the first append when there are none yet. */
export function fetchApi(topics: TopicStore): RequestHandler {
  return {
    name: 'Fetch',
    apiKey: 1,
    minVersion: 4,
    maxVersion: 4,
    async handle({ body, stopping }) {
      const request = readRequest(body, topics);
      const deadline = performance.now() + request.maxWaitMs;
      let fetched = fetchAll(request);
      while (!isEnough(fetched, request.minBytes) && performance.now() < deadline && !stopping.aborted) {
        await appendOrTimeout({ logs: logsOf(request), timeoutMs: deadline - performance.now(), stopping });
        fetched = fetchAll(request);
      }
      return writeResponse(fetched);
    },
  };
}

function readRequest(body: Reader, topics: TopicStore): FetchRequest {
  body.int32(); // replica id: always a consumer
  const maxWaitMs = body.int32();
  const minBytes = body.int32();
  const maxBytes = Math.min(body.int32(), MAX_RESPONSE_BYTES);
  body.int8(); // isolation level: without transactions both read the same
  const readTopic = () => {
    const topic = body.string();
    return { topic, partitions: body.array(() => readPartition(body, (index) => topics.partition(topic, index))) };
  };
  return { maxWaitMs, minBytes, maxBytes, topics: body.array(readTopic) };
}

function readPartition(body: Reader, find: (index: number) => PartitionLog | undefined): FetchPartition {
  const partition = body.int32();
  return { partition, offset: body.int64(), maxBytes: body.int32(), log: find(partition) };
}

function fetchAll(request: FetchRequest): FetchedTopic[] {
  let budget = request.maxBytes;
  let isFirst = true;
  return request.topics.map(({ topic, partitions }) => ({
    topic,
    partitions: partitions.map((partition) => {
      const fetched = fetchPartition(
        partition,
        isFirst || budget > 0 ? Math.min(partition.maxBytes, budget) : undefined,
      );
      budget -= fetched.records.length;
      isFirst &&= fetched.records.length === 0;
      return fetched;
    }),
  }));
}

/** Without a budget it still tells errors and the end. */
function fetchPartition({ partition, offset, log }: FetchPartition, maxBytes: number | undefined): FetchedPartition {
  if (!log) {
    return { partition, error: ErrorCode.UnknownTopicOrPartition, endOffset: -1, records: NO_RECORDS };
  }
  const endOffset = log.endOffset;
  if (offset < log.startOffset || offset > endOffset) {
    return { partition, error: ErrorCode.OffsetOutOfRange, endOffset, records: NO_RECORDS };
  }
  const records = maxBytes === undefined ? NO_RECORDS : log.read(offset, maxBytes);
  return { partition, error: ErrorCode.None, endOffset, records };
}

function isEnough(fetched: FetchedTopic[], minBytes: number): boolean {
  const partitions = fetched.flatMap((topic) => topic.partitions);
  if (partitions.length === 0 || partitions.some(({ error }) => error !== ErrorCode.None)) return true;
  return partitions.reduce((bytes, { records }) => bytes + records.length, 0) >= minBytes;
}

function logsOf(request: FetchRequest): PartitionLog[] {
  return request.topics.flatMap(({ partitions }) => partitions.flatMap(({ log }) => log ?? []));
}

function writeResponse(fetched: FetchedTopic[]): Writer {
  const response = new Writer().int32(0);
  return response.array(fetched, ({ topic, partitions }) => {
    response.string(topic).array(partitions, ({ partition, error, endOffset, records }) => {
      response.int32(partition).int16(error).int64(endOffset).int64(endOffset);
      response.int32(NO_ABORTED_TRANSACTIONS).bytes(records);
    });
  });
}
