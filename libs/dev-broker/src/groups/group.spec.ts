import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ErrorCode } from '../protocol/error-code';
import { Group } from './group';
import type { JoinResult, MemberInfo } from './group-member';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const SESSION_MS = 10_000;
const REBALANCE_MS = 15_000;

function info(overrides: Partial<MemberInfo> = {}): MemberInfo {
  const protocols = [{ name: 'range', metadata: Buffer.from('topics') }];
  const timeouts = { sessionTimeoutMs: SESSION_MS, rebalanceTimeoutMs: REBALANCE_MS };
  return { clientId: 'client', clientHost: '/127.0.0.1', ...timeouts, protocols, ...overrides };
}

const join = async (group: Group, memberId = '', about = info()) => group.join(memberId, 'consumer', about);
const claimOf = ({ memberId, generation }: JoinResult) => ({ memberId, generation });

/** The leader gives everybody the bytes of its own id. */
async function syncAll(group: Group, joined: JoinResult[]): Promise<string[]> {
  const leader = joined.find(({ memberId, leaderId }) => memberId === leaderId);
  const assignments = new Map(leader?.members.map(({ id }) => [id, Buffer.from(id)]));
  const results = await Promise.all(joined.map((member) => group.sync(claimOf(member), assignments)));
  return results.map(({ assignment }) => assignment.toString());
}

async function stableGroupOf(count: number): Promise<{ group: Group; members: JoinResult[] }> {
  const group = new Group();
  const joining = Array.from({ length: count }, () => join(group));
  await vi.advanceTimersByTimeAsync(200);
  const members = await Promise.all(joining);
  await syncAll(group, members);
  return { group, members };
}

describe('Group', () => {
  it('gathers members that start together in one generation and gives each its own assignment', async () => {
    const group = new Group();
    const joining = [join(group), join(group), join(group)];
    await vi.advanceTimersByTimeAsync(200);
    const members = await Promise.all(joining);

    expect(members.map(({ generation }) => generation)).toEqual([1, 1, 1]);
    expect(await syncAll(group, members)).toEqual(members.map(({ memberId }) => memberId));
    expect(group.state).toBe('Stable');
  });

  it('tells a stable member of a rebalance by its heartbeat, and ends it as soon as all have rejoined', async () => {
    const { group, members } = await stableGroupOf(1);
    const [old] = members as [JoinResult];

    const newcomer = join(group);
    expect(group.heartbeat(claimOf(old))).toBe(ErrorCode.RebalanceInProgress);
    const rejoined = join(group, old.memberId);

    // No time passes: neither waits for the rebalance timeout.
    const [first, second] = await Promise.all([rejoined, newcomer]);
    expect([first.generation, second.generation]).toEqual([2, 2]);
    expect(first.members).toHaveLength(2);
    expect(second.members).toHaveLength(0);
  });

  it('waits for every known member up to the rebalance timeout, then goes on without the missing', async () => {
    const { group, members } = await stableGroupOf(2);
    const [, silent] = members as [JoinResult, JoinResult];
    const newcomer = join(group);
    const onAnswer = vi.fn();
    newcomer.then(onAnswer, onAnswer);
    const rejoined = join(group, members[0]?.memberId);
    const keepSession = setInterval(() => group.heartbeat(claimOf(silent)), 2_000);

    await vi.advanceTimersByTimeAsync(REBALANCE_MS - 1);
    expect(onAnswer).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);

    clearInterval(keepSession);
    expect((await rejoined).members).toHaveLength(2);
    expect(group.heartbeat(claimOf(silent))).toBe(ErrorCode.UnknownMemberId);
  });

  it('replaces a member that sends no heartbeats for a session', async () => {
    const { group, members } = await stableGroupOf(2);
    const [alive] = members as [JoinResult];
    const keepSession = setInterval(() => group.heartbeat(claimOf(alive)), 2_000);

    await vi.advanceTimersByTimeAsync(SESSION_MS);

    clearInterval(keepSession);
    expect(group.heartbeat(claimOf(alive))).toBe(ErrorCode.RebalanceInProgress);
    expect((await join(group, alive.memberId)).members).toHaveLength(1);
  });

  it('rebalances at once when a member leaves, and is empty when the last one has', async () => {
    const { group, members } = await stableGroupOf(2);
    const [first, second] = members as [JoinResult, JoinResult];
    group.leave(second.memberId);
    expect(group.heartbeat(claimOf(first))).toBe(ErrorCode.RebalanceInProgress);
    await join(group, first.memberId);
    group.leave(first.memberId);
    expect(group.state).toBe('Empty');
  });

  it('refuses heartbeats, syncs and commits of an older generation', async () => {
    const { group, members } = await stableGroupOf(1);
    const old = { ...claimOf(members[0] as JoinResult), generation: 0 };
    expect(group.heartbeat(old)).toBe(ErrorCode.IllegalGeneration);
    expect((await group.sync(old, new Map())).error).toBe(ErrorCode.IllegalGeneration);
    expect(group.checkCommit(old)).toBe(ErrorCode.IllegalGeneration);
  });

  it('takes commits while members rejoin, so that finished work is not done again', async () => {
    const { group, members } = await stableGroupOf(1);
    const claim = claimOf(members[0] as JoinResult);
    const newcomer = join(group);
    expect(group.checkCommit(claim)).toBe(ErrorCode.None);
    const rejoined = await join(group, claim.memberId);
    await newcomer;
    expect(group.checkCommit(claimOf(rejoined))).toBe(ErrorCode.RebalanceInProgress);
  });

  it('lets an admin tool commit only while nobody is in the group', async () => {
    const nobody = { memberId: '', generation: -1 };
    expect(new Group().checkCommit(nobody)).toBe(ErrorCode.None);
    expect((await stableGroupOf(1)).group.checkCommit(nobody)).toBe(ErrorCode.UnknownMemberId);
  });

  it('refuses a member that speaks no protocol of the others', async () => {
    const { group } = await stableGroupOf(1);
    const stranger = info({ protocols: [{ name: 'sticky', metadata: Buffer.alloc(0) }] });
    expect((await join(group, '', stranger)).error).toBe(ErrorCode.InconsistentGroupProtocol);
  });

  it('rebalances when the leader joins again, as it does when its topics changed', async () => {
    const { group, members } = await stableGroupOf(1);
    const again = await join(group, members[0]?.memberId);
    expect(again.generation).toBe(2);
  });
});
