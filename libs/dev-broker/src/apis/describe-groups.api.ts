import type { Group } from '../groups/group';
import type { GroupCoordinator } from '../groups/group-coordinator';
import { ErrorCode } from '../protocol/error-code';
import { Writer } from '../protocol/writer';
import type { RequestHandler } from './request-handler';

/** DescribeGroups: state and members; a group that nobody ever used is Dead, as in Apache Kafka. */
export function describeGroupsApi(coordinator: GroupCoordinator): RequestHandler {
  return {
    name: 'DescribeGroups',
    apiKey: 15,
    minVersion: 0,
    maxVersion: 0,
    handle({ body }) {
      const response = new Writer();
      return response.array(
        body.array(() => body.string()),
        (id) => {
          writeGroup(response.int16(ErrorCode.None).string(id), coordinator.find(id));
        },
      );
    },
  };
}

function writeGroup(response: Writer, group: Group | undefined): void {
  const { protocolType = '', protocol = '', all = [] } = group?.membership ?? {};
  response
    .string(group?.state ?? 'Dead')
    .string(protocolType)
    .string(protocol);
  response.array(all, (member) => {
    response.string(member.id).string(member.info.clientId).string(member.info.clientHost);
    response.bytes(member.metadataFor(protocol)).bytes(member.assignment);
  });
}
