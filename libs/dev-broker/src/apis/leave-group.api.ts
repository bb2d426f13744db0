import type { GroupCoordinator } from '../groups/group-coordinator';
import { ErrorCode } from '../protocol/error-code';
import { Writer } from '../protocol/writer';
import type { RequestHandler } from './request-handler';

/** LeaveGroup: the others rebalance at once instead of after the session. */
export function leaveGroupApi(coordinator: GroupCoordinator): RequestHandler {
  return {
    name: 'LeaveGroup',
    apiKey: 13,
    minVersion: 0,
    maxVersion: 0,
    handle({ body }) {
      const group = coordinator.find(body.string());
      return new Writer().int16(group?.leave(body.string()) ?? ErrorCode.UnknownMemberId);
    },
  };
}
