import { ErrorCode } from '../protocol/error-code';
import { Writer } from '../protocol/writer';
import type { TopicStore } from '../storage/topic-store';
import type { BrokerAddress, RequestHandler } from './request-handler';

const CLUSTER_ID = 'gauntlet-dev-broker';

/** Metadata: the one broker and the topics. A topic is never created by asking for it. */
export function metadataApi(topics: TopicStore, { nodeId, host, port }: BrokerAddress): RequestHandler {
  return {
    name: 'Metadata',
    apiKey: 3,
    minVersion: 4,
    maxVersion: 4,
    handle({ body }) {
      const asked = body.nullableArray(() => body.string()) ?? topics.all().map(({ name }) => name);
      const response = new Writer().int32(0);
      response.array([nodeId], (id) => response.int32(id).string(host).int32(port).nullableString(null));
      response.string(CLUSTER_ID).int32(nodeId);
      return response.array(asked, (name) => writeTopic(response, { name, nodeId, topics }));
    },
  };
}

function writeTopic(response: Writer, { name, nodeId, topics }: { name: string; nodeId: number; topics: TopicStore }) {
  const topic = topics.get(name);
  response
    .int16(topic ? ErrorCode.None : ErrorCode.UnknownTopicOrPartition)
    .string(name)
    .boolean(false);
  response.array([...(topic?.logs.keys() ?? [])], (partition) => {
    response.int16(ErrorCode.None).int32(partition).int32(nodeId);
    response.array([nodeId], (replica) => response.int32(replica));
    response.array([nodeId], (inSync) => response.int32(inSync));
  });
}
