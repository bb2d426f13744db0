import type { GroupCoordinator } from '../groups/group-coordinator';
import { ErrorCode } from '../protocol/error-code';
import { Writer } from '../protocol/writer';
import { readClaim } from './member-claim';
import type { RequestHandler } from './request-handler';

/** SyncGroup: the leader's request carries the assignments, everybody's answer carries its own. */
export function syncGroupApi(coordinator: GroupCoordinator): RequestHandler {
  return {
    name: 'SyncGroup',
    apiKey: 14,
    minVersion: 0,
    maxVersion: 0,
    async handle({ body }) {
      const group = coordinator.find(body.string());
      const claim = readClaim(body);
      const assignments = new Map(body.array(() => [body.string(), Buffer.from(body.bytes())] as const));
      const result = await group?.sync(claim, assignments);
      if (!result) return new Writer().int16(ErrorCode.UnknownMemberId).bytes(Buffer.alloc(0));
      return new Writer().int16(result.error).bytes(result.assignment);
    },
  };
}
