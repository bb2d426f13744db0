import { randomUUID } from 'node:crypto';
import { ErrorCode } from '../protocol/error-code';
import { GroupMember, type JoinResult, type MemberInfo, refusedJoin, type SyncResult } from './group-member';
import { Membership } from './membership';

export type GroupState = 'Empty' | 'PreparingRebalance' | 'CompletingRebalance' | 'Stable';

/** What a client proves its membership with. */
export interface MemberClaim {
  memberId: string;
  generation: number;
}

/** Instances that start together share their first rebalance instead of causing one each. */
const FIRST_JOIN_DELAY_MS = 150;

/** One consumer group of the classic protocol: join, sync, heartbeat, leave, and the rebalances between them. */
export class Group {
  readonly membership = new Membership();
  private currentState: GroupState = 'Empty';
  private generation = 0;
  private rebalanceTimer?: NodeJS.Timeout;
  private isFirstJoin = false;

  get state(): GroupState {
    return this.currentState;
  }

  join(memberId: string, protocolType: string, info: MemberInfo): Promise<JoinResult> | JoinResult {
    const member = this.membership.find(memberId);
    if (memberId !== '' && !member) return refusedJoin(ErrorCode.UnknownMemberId, memberId);
    if (!this.membership.accepts(protocolType, info)) return refusedJoin(ErrorCode.InconsistentGroupProtocol, memberId);
    this.membership.protocolType = protocolType;
    if (member) return this.rejoin(member, info);
    const added = new GroupMember(`${info.clientId}-${randomUUID()}`, info, (expired) => this.remove(expired));
    this.membership.add(added);
    return this.joinRebalance(added);
  }

  sync(claim: MemberClaim, assignments: Map<string, Buffer>): Promise<SyncResult> | SyncResult {
    const member = this.membership.find(claim.memberId);
    const error = this.check(claim);
    if (!member || error !== ErrorCode.None) return { error, assignment: Buffer.alloc(0) };
    if (this.currentState === 'Stable') return { error, assignment: member.assignment };
    const answer = member.awaitSync();
    if (this.currentState === 'PreparingRebalance') member.answerSync(ErrorCode.RebalanceInProgress);
    else if (member.id === this.membership.leaderId) this.assign(assignments);
    return answer;
  }

  heartbeat(claim: MemberClaim): ErrorCode {
    const error = this.check(claim);
    if (error !== ErrorCode.None) return error;
    this.membership.find(claim.memberId)?.touch();
    return this.currentState === 'PreparingRebalance' ? ErrorCode.RebalanceInProgress : ErrorCode.None;
  }

  leave(memberId: string): ErrorCode {
    const member = this.membership.find(memberId);
    if (!member) return ErrorCode.UnknownMemberId;
    this.remove(member);
    return ErrorCode.None;
  }

  /** Whether a commit may be stored. Without members anybody may, as admin tools do. */
  checkCommit(claim: MemberClaim): ErrorCode {
    if (this.membership.isEmpty && claim.generation < 0) return ErrorCode.None;
    const error = this.check(claim);
    if (error !== ErrorCode.None) return error;
    if (this.currentState === 'CompletingRebalance') return ErrorCode.RebalanceInProgress;
    this.membership.find(claim.memberId)?.touch();
    return ErrorCode.None;
  }

  close(): void {
    clearTimeout(this.rebalanceTimer);
    for (const member of this.membership.all) member.end();
  }

  private check({ memberId, generation }: MemberClaim): ErrorCode {
    if (!this.membership.find(memberId)) return ErrorCode.UnknownMemberId;
    return generation === this.generation ? ErrorCode.None : ErrorCode.IllegalGeneration;
  }

  private rejoin(member: GroupMember, info: MemberInfo): Promise<JoinResult> | JoinResult {
    const isUnchanged = member.offersSame(info.protocols);
    member.info = info;
    // A leader that joins a stable group again has seen its topics change and wants to assign anew.
    const isReassigning = this.currentState === 'Stable' && member.id === this.membership.leaderId;
    if (this.currentState === 'PreparingRebalance' || isReassigning || !isUnchanged) return this.joinRebalance(member);
    member.touch();
    return this.joinResultFor(member);
  }

  private joinRebalance(member: GroupMember): Promise<JoinResult> {
    const answer = member.awaitJoin();
    if (this.currentState !== 'PreparingRebalance') this.prepareRebalance();
    this.completeWhenAllJoined();
    return answer;
  }

  private prepareRebalance(): void {
    this.isFirstJoin = this.currentState === 'Empty';
    this.currentState = 'PreparingRebalance';
    for (const member of this.membership.all) member.answerSync(ErrorCode.RebalanceInProgress);
    const wait = this.isFirstJoin ? FIRST_JOIN_DELAY_MS : this.membership.longestRebalanceTimeoutMs;
    this.rebalanceTimer = setTimeout(() => this.completeRebalance(), wait);
  }

  private completeWhenAllJoined(): void {
    if (!this.isFirstJoin && this.membership.haveAllJoined) this.completeRebalance();
  }

  private completeRebalance(): void {
    clearTimeout(this.rebalanceTimer);
    this.isFirstJoin = false;
    for (const member of this.membership.all) if (!member.isJoining) this.membership.drop(member);
    this.generation += 1;
    this.currentState = this.membership.isEmpty ? 'Empty' : 'CompletingRebalance';
    this.membership.elect();
    for (const member of this.membership.all) member.answerJoin(this.joinResultFor(member));
  }

  private assign(assignments: Map<string, Buffer>): void {
    this.currentState = 'Stable';
    for (const member of this.membership.all) {
      member.assignment = assignments.get(member.id) ?? Buffer.alloc(0);
      member.answerSync(ErrorCode.None);
    }
  }

  private remove(member: GroupMember): void {
    this.membership.drop(member);
    if (this.currentState !== 'PreparingRebalance') this.prepareRebalance();
    this.completeWhenAllJoined();
  }

  private joinResultFor(member: GroupMember): JoinResult {
    const { leaderId, protocol, all } = this.membership;
    const members = all.map((other) => ({ id: other.id, metadata: other.metadataFor(protocol) }));
    return {
      error: ErrorCode.None,
      generation: this.generation,
      protocol,
      leaderId,
      memberId: member.id,
      members: member.id === leaderId ? members : [],
    };
  }
}
