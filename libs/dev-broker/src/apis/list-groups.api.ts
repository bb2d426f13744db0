import type { GroupCoordinator } from '../groups/group-coordinator';
import { ErrorCode } from '../protocol/error-code';
import { Writer } from '../protocol/writer';
import type { RequestHandler } from './request-handler';

/** ListGroups: every group that has members or committed offsets, or had them since the broker started. */
export function listGroupsApi(coordinator: GroupCoordinator): RequestHandler {
  return {
    name: 'ListGroups',
    apiKey: 16,
    minVersion: 0,
    maxVersion: 0,
    handle() {
      const response = new Writer().int16(ErrorCode.None);
      return response.array(coordinator.list(), ({ id, protocolType }) => response.string(id).string(protocolType));
    },
  };
}
