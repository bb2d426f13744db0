import type { GroupName } from '@gauntlet/contracts';

/** Which keys somebody in this process cares about, for each broadcast group. All others are not even decoded. */
export class WantedKeys {
  private readonly wants = new Map<string, (key: string) => boolean>();

  /** Narrows a group, for example to the requests that a caller waits for; until then every key of the group is wanted. */
  narrow(group: GroupName, isWanted: (key: string) => boolean): void {
    this.wants.set(group, isWanted);
  }

  has(group: string, key: string | null): boolean {
    const isWanted = this.wants.get(group);
    return !isWanted || (key !== null && isWanted(key));
  }
}
