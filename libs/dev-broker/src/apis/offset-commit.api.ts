import type { GroupCoordinator } from '../groups/group-coordinator';
import { ErrorCode } from '../protocol/error-code';
import type { Reader } from '../protocol/reader';
import { Writer } from '../protocol/writer';
import type { CommittedOffset } from '../storage/offset-store';
import type { TopicStore } from '../storage/topic-store';
import { readClaim } from './member-claim';
import type { RequestHandler } from './request-handler';

const MAX_METADATA_BYTES = 4096;

/** OffsetCommit: on disk before it is answered. */
export function offsetCommitApi(coordinator: GroupCoordinator, topics: TopicStore): RequestHandler {
  return {
    name: 'OffsetCommit',
    apiKey: 8,
    minVersion: 2,
    maxVersion: 2,
    handle({ body }) {
      const group = body.string();
      const groupError = coordinator.checkCommit(group, readClaim(body));
      body.int64(); // retention: offsets are kept for ever
      const valid: CommittedOffset[] = [];
      const response = new Writer();
      response.array(
        body.array(() => readTopic(body, group)),
        ({ topic, offsets }) => {
          response.string(topic).array(offsets, (offset) => {
            const error = groupError || check(topics, offset);
            if (error === ErrorCode.None) valid.push(offset);
            response.int32(offset.partition).int16(error);
          });
        },
      );
      coordinator.commit(valid);
      return response;
    },
  };
}

function readTopic(body: Reader, group: string): { topic: string; offsets: CommittedOffset[] } {
  const topic = body.string();
  const readOffset = () => ({
    group,
    topic,
    partition: body.int32(),
    offset: body.int64(),
    metadata: body.nullableString(),
  });
  return { topic, offsets: body.array(readOffset) };
}

function check(topics: TopicStore, { topic, partition, metadata }: CommittedOffset): ErrorCode {
  if (!topics.partition(topic, partition)) return ErrorCode.UnknownTopicOrPartition;
  return (metadata?.length ?? 0) > MAX_METADATA_BYTES ? ErrorCode.OffsetMetadataTooLarge : ErrorCode.None;
}
