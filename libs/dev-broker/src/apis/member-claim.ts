import type { MemberClaim } from '../groups/group';
import type { Reader } from '../protocol/reader';

/** The two fields with which every group request but the first proves its membership. */
export function readClaim(body: Reader): MemberClaim {
  const generation = body.int32();
  return { generation, memberId: body.string() };
}
