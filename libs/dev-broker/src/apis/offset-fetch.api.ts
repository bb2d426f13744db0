import type { GroupCoordinator } from '../groups/group-coordinator';
import { ErrorCode } from '../protocol/error-code';
import { Writer } from '../protocol/writer';
import type { RequestHandler } from './request-handler';

const NONE_COMMITTED = -1;

/** OffsetFetch: how far a group has come; -1 where it has never committed. */
export function offsetFetchApi(coordinator: GroupCoordinator): RequestHandler {
  return {
    name: 'OffsetFetch',
    apiKey: 9,
    minVersion: 1,
    maxVersion: 1,
    handle({ body }) {
      const group = body.string();
      const asked = body.array(() => ({ topic: body.string(), partitions: body.array(() => body.int32()) }));
      const response = new Writer();
      return response.array(asked, ({ topic, partitions }) => {
        response.string(topic).array(partitions, (partition) => {
          const committed = coordinator.committed(group, topic, partition);
          response.int32(partition).int64(committed?.offset ?? NONE_COMMITTED);
          response.nullableString(committed?.metadata ?? '').int16(ErrorCode.None);
        });
      });
    },
  };
}
