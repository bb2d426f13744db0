import type { GroupName } from '@gauntlet/contracts';

/** Who in this process cares about which keys of a broadcast group. */
export interface Interest {
  wants(key: string): boolean;
  /**
   * Tells its one listener at once, and whenever it changes, whether anybody cares about any key. With it the group rests
   * while nobody does; without it the group reads all the time.
   */
  setListener?(listener: (anybody: boolean) => void): void;
}

/** Which keys somebody in this process cares about, for each broadcast group. All others are not even decoded. */
export class WantedKeys {
  private readonly interests = new Map<string, Interest>();

  /** Narrows a group, for example to the requests that a caller waits for; until then every key of the group is wanted. */
  narrow(group: GroupName, interest: Interest): void {
    this.interests.set(group, interest);
  }

  has(group: string, key: string | null): boolean {
    const interest = this.interests.get(group);
    return !interest || (key !== null && interest.wants(key));
  }

  /** True for a group that rests while nobody cares about any of its keys. */
  mayRest(group: string): boolean {
    return this.interests.get(group)?.setListener !== undefined;
  }

  /** Calls back as {@link Interest.setListener} says, or never for a group that does not rest. */
  listen(group: string, listener: (anybody: boolean) => void): void {
    this.interests.get(group)?.setListener?.(listener);
  }
}
