import type { GroupMember, MemberInfo } from './group-member';

/** Who is in a group, who leads it, and which assignment protocol all of them speak. */
export class Membership {
  protocolType = '';
  protocol = '';
  leaderId = '';
  private readonly byId = new Map<string, GroupMember>();

  get all(): GroupMember[] {
    return [...this.byId.values()];
  }

  get isEmpty(): boolean {
    return this.byId.size === 0;
  }

  get haveAllJoined(): boolean {
    return this.all.every((member) => member.isJoining);
  }

  get longestRebalanceTimeoutMs(): number {
    return Math.max(0, ...this.all.map(({ info }) => info.rebalanceTimeoutMs));
  }

  find(id: string): GroupMember | undefined {
    return this.byId.get(id);
  }

  add(member: GroupMember): void {
    this.byId.set(member.id, member);
  }

  drop(member: GroupMember): void {
    this.byId.delete(member.id);
    member.end();
  }

  /** Whether somebody with these protocols can be in the group: at least one must be known to all. */
  accepts(protocolType: string, { protocols }: MemberInfo): boolean {
    if (protocols.length === 0) return false;
    if (this.isEmpty) return true;
    return protocolType === this.protocolType && protocols.some(({ name }) => this.isKnownToAll(name));
  }

  /** Keeps the leader while it is there, and takes the protocol that it likes best among those that all know. */
  elect(): void {
    const leader = this.byId.get(this.leaderId) ?? this.all[0];
    this.leaderId = leader?.id ?? '';
    this.protocol = leader?.info.protocols.find(({ name }) => this.isKnownToAll(name))?.name ?? '';
  }

  private isKnownToAll(protocol: string): boolean {
    return this.all.every(({ info }) => info.protocols.some(({ name }) => name === protocol));
  }
}
