import { ErrorCode } from '../protocol/error-code';
import type { CommittedOffset, OffsetStore } from '../storage/offset-store';
import { Group, type MemberClaim } from './group';

/** All consumer groups. Membership lives in memory, as clients rejoin after a restart; committed offsets on disk. */
export class GroupCoordinator {
  private readonly groups = new Map<string, Group>();

  constructor(private readonly offsets: OffsetStore) {
    for (const id of offsets.groupIds()) this.groups.set(id, new Group());
  }

  find(id: string): Group | undefined {
    return this.groups.get(id);
  }

  findOrCreate(id: string): Group {
    const group = this.groups.get(id) ?? new Group();
    this.groups.set(id, group);
    return group;
  }

  list(): { id: string; protocolType: string }[] {
    return [...this.groups].map(([id, { membership }]) => ({ id, protocolType: membership.protocolType }));
  }

  checkCommit(id: string, claim: MemberClaim): ErrorCode {
    return id === '' ? ErrorCode.InvalidGroupId : this.findOrCreate(id).checkCommit(claim);
  }

  /** On disk when it returns; whether the group allows it is asked first. */
  commit(offsets: CommittedOffset[]): void {
    this.offsets.commit(offsets);
  }

  committed(id: string, topic: string, partition: number): CommittedOffset | undefined {
    return this.offsets.committed(id, topic, partition);
  }

  close(): void {
    for (const group of this.groups.values()) group.close();
  }
}
