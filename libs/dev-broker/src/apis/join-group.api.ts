import type { GroupCoordinator } from '../groups/group-coordinator';
import { type JoinResult, refusedJoin } from '../groups/group-member';
import { ErrorCode } from '../protocol/error-code';
import { Writer } from '../protocol/writer';
import type { KafkaRequest, RequestHandler } from './request-handler';

/** JoinGroup: answered when the rebalance that it belongs to has gathered its members. */
export function joinGroupApi(coordinator: GroupCoordinator): RequestHandler {
  return {
    name: 'JoinGroup',
    apiKey: 11,
    minVersion: 1,
    maxVersion: 1,
    handle: async (request) => writeResult(await join(coordinator, request)),
  };
}

function join(coordinator: GroupCoordinator, { body, clientId, clientHost }: KafkaRequest) {
  const groupId = body.string();
  const sessionTimeoutMs = body.int32();
  const rebalanceTimeoutMs = body.int32();
  const memberId = body.string();
  const protocolType = body.string();
  // Copied, or a few bytes would hold on to the whole chunk that they came in.
  const protocols = body.array(() => ({ name: body.string(), metadata: Buffer.from(body.bytes()) }));
  if (groupId === '') return refusedJoin(ErrorCode.InvalidGroupId, memberId);
  const info = { clientId, clientHost, sessionTimeoutMs, rebalanceTimeoutMs, protocols };
  return coordinator.findOrCreate(groupId).join(memberId, protocolType, info);
}

function writeResult({ error, generation, protocol, leaderId, memberId, members }: JoinResult): Writer {
  const response = new Writer().int16(error).int32(generation).string(protocol).string(leaderId).string(memberId);
  return response.array(members, ({ id, metadata }) => response.string(id).bytes(metadata));
}
