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

/** Fetch: record batches from an offset on; waits, up to the client's limit, until there are as many bytes as it wants. */
export function fetchApi(topics: TopicStore): RequestHandler {
  return {
    name: 'Fetch',
    apiKey: 1,
    minVersion: 4,
    maxVersion: 4,
    async handle({ body, stopping }) {
      const request = readRequest(body, topics);
      const deadline = performance.now() + request.maxWaitMs;
      while (!isEnough(request) && performance.now() < deadline && !stopping.aborted) {
        await appendOrTimeout({ logs: logsOf(request), timeoutMs: deadline - performance.now(), stopping });
      }
      return writeResponse(fetchAll(request));
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
function fetchPartition(wanted: FetchPartition, maxBytes: number | undefined): FetchedPartition {
  const { partition, offset, log } = wanted;
  const error = errorOf(wanted);
  const records = !log || error !== ErrorCode.None || maxBytes === undefined ? NO_RECORDS : log.read(offset, maxBytes);
  return { partition, error, endOffset: log?.endOffset ?? -1, records };
}

function errorOf({ offset, log }: FetchPartition): ErrorCode {
  if (!log) return ErrorCode.UnknownTopicOrPartition;
  return offset < log.startOffset || offset > log.endOffset ? ErrorCode.OffsetOutOfRange : ErrorCode.None;
}

/** Asked again at every append, so nothing is read for it. */
function isEnough({ topics, minBytes }: FetchRequest): boolean {
  const partitions = topics.flatMap((topic) => topic.partitions);
  if (partitions.length === 0 || partitions.some((wanted) => errorOf(wanted) !== ErrorCode.None)) return true;
  return partitions.reduce((bytes, { log, offset }) => bytes + (log?.bytesFrom(offset) ?? 0), 0) >= minBytes;
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
