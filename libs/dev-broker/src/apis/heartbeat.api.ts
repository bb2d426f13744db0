import type { GroupCoordinator } from '../groups/group-coordinator';
import { ErrorCode } from '../protocol/error-code';
import { Writer } from '../protocol/writer';
import { readClaim } from './member-claim';
import type { RequestHandler } from './request-handler';

/** Heartbeat: keeps a member's session, and is how the member learns of a rebalance. */
export function heartbeatApi(coordinator: GroupCoordinator): RequestHandler {
  return {
    name: 'Heartbeat',
    apiKey: 12,
    minVersion: 0,
    maxVersion: 0,
    handle({ body }) {
      const group = coordinator.find(body.string());
      return new Writer().int16(group?.heartbeat(readClaim(body)) ?? ErrorCode.UnknownMemberId);
    },
  };
}
