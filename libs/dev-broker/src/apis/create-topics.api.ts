import { ErrorCode } from '../protocol/error-code';
import type { Reader } from '../protocol/reader';
import { Writer } from '../protocol/writer';
import type { TopicStore } from '../storage/topic-store';
import type { RequestHandler } from './request-handler';

interface NewTopic {
  name: string;
  partitions: number;
  replicationFactor: number;
  config: Map<string, string | null>;
}

const DEFAULT = -1;
const MAX_PARTITIONS = 1_000;
/** Apache Kafka's default: 1 MiB of records and the overhead of a batch. */
const DEFAULT_MAX_MESSAGE_BYTES = 1_048_588;
/** Also what makes a topic's name safe as the name of a folder. */
const TOPIC_NAME = /^(?!\.{1,2}$)[a-zA-Z0-9._-]{1,249}$/;

/** CreateTopics: of the configuration only `max.message.bytes` has an effect. */
export function createTopicsApi(topics: TopicStore): RequestHandler {
  return {
    name: 'CreateTopics',
    apiKey: 19,
    minVersion: 0,
    maxVersion: 0,
    handle({ body }) {
      const response = new Writer();
      return response.array(
        body.array(() => readTopic(body)),
        (topic) => {
          response.string(topic.name).int16(create(topics, topic));
        },
      );
    },
  };
}

function readTopic(body: Reader): NewTopic {
  const name = body.string();
  const partitions = body.int32();
  const replicationFactor = body.int16();
  body.array(() => [body.int32(), body.array(() => body.int32())]); // manual assignment: there is one broker
  const config = new Map(body.array(() => [body.string(), body.nullableString()] as const));
  return { name, partitions, replicationFactor, config };
}

function create(topics: TopicStore, { name, partitions, replicationFactor, config }: NewTopic): ErrorCode {
  if (!TOPIC_NAME.test(name)) return ErrorCode.InvalidTopic;
  if (topics.get(name)) return ErrorCode.TopicAlreadyExists;
  const count = partitions === DEFAULT ? 1 : partitions;
  if (count < 1 || count > MAX_PARTITIONS) return ErrorCode.InvalidPartitions;
  if (replicationFactor !== DEFAULT && replicationFactor !== 1) return ErrorCode.InvalidReplicationFactor;
  const maxMessageBytes = Number(config.get('max.message.bytes') ?? DEFAULT_MAX_MESSAGE_BYTES);
  if (!Number.isSafeInteger(maxMessageBytes) || maxMessageBytes < 0) return ErrorCode.InvalidConfig;
  topics.create(name, { partitions: count, maxMessageBytes });
  return ErrorCode.None;
}
